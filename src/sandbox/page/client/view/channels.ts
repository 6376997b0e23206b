/** Draws what stands at the left: the servers, their channels, and whom one is. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PageChannel, PageServer } from '../../protocol/frames.ts';
import type { Page } from '../core.ts';
import { ChannelKind, isThreadChannel } from '../discord.ts';
import { channelTree, here, me } from '../state/state.ts';
import { initialFace } from './face.ts';
import { icon } from './icons.ts';

export function serverRail(page: Page): TemplateResult {
  const { state, words, core } = page;
  const current = here(state).server;
  return html`<nav class="rail" aria-label=${words.servers}>
    ${state.overview?.servers.map((server) => {
      const isUnread = server.channels.some(({ id }) => state.unread.has(id));
      return html`<button
        type="button"
        class="server"
        title=${server.name}
        data-initials=${initialsOf(server)}
        aria-label=${isUnread ? `${server.name}, ${words.unread}` : server.name}
        aria-current=${server.id === current?.id ? 'true' : nothing}
        ?data-unread=${isUnread}
        @click=${() => core.whereabouts.openServer(server.id)}
      ></button>`;
    })}
  </nav>`;
}

/** Two letters of a Latin name, the first two characters of a Japanese one. */
function initialsOf({ name }: PageServer): string {
  const words = name.split(/\s+/);
  const letters = words.length > 1 ? words.map(([first = '']) => first) : [...name];
  return letters.slice(0, 2).join('').toLocaleUpperCase();
}

export function channelList(page: Page): TemplateResult {
  const { state, words } = page;
  const { server } = here(state);
  return html`<section class="channels" aria-label=${words.channels}>
    <h1 class="server-name">${server?.name ?? words.title}</h1>
    <nav class="channel-list" aria-label=${words.channels}>${server ? groups(server, page) : nothing}</nav>
    ${userArea(page)}
  </section>`;
}

function groups(server: PageServer, page: Page): TemplateResult[] {
  const tree = channelTree(server);
  const [forums, texts] = [
    tree.filter(({ channel }) => channel.type === ChannelKind.Forum),
    tree.filter(({ channel }) => channel.type !== ChannelKind.Forum),
  ];
  return [
    { title: page.words.textChannels, list: texts },
    { title: page.words.forums, list: forums },
  ].flatMap(({ title, list }) =>
    list.length === 0
      ? []
      : html`<h2>${title}</h2>
          <ul>
            ${list.map(
              ({ channel, threads }) => html`<li>
                ${channelButton(channel, page)}
                ${
                  threads.length > 0
                    ? html`<ul class="threads">${threads.map((thread) => html`<li>${channelButton(thread, page)}</li>`)}</ul>`
                    : nothing
                }
              </li>`,
            )}
          </ul>`,
  );
}

function channelButton(channel: PageChannel, { state, words, core }: Page): TemplateResult {
  const isUnread = state.unread.has(channel.id);
  return html`<button
    type="button"
    class=${channel.archived ? 'channel archived' : 'channel'}
    aria-current=${channel.id === state.channelId ? 'page' : nothing}
    ?data-unread=${isUnread}
    @click=${() => core.whereabouts.open(channel.id)}
  >
    ${isThreadChannel(channel.type) ? nothing : channelIcon(channel.type)}<span class="channel-name">${channel.name}</span>
    ${isUnread ? html`<span class="unread-dot"><span class="hidden">${words.unread}</span></span>` : nothing}
  </button>`;
}

export function channelIcon(type: number): TemplateResult {
  if (type === ChannelKind.Forum) return icon('forum');
  if (isThreadChannel(type)) return icon('thread');
  if (type === ChannelKind.Voice || type === ChannelKind.Stage) return icon('voice');
  return icon(type === ChannelKind.Announcement ? 'announcement' : 'hash');
}

function userArea({ state, words, core }: Page): TemplateResult {
  const person = me(state);
  if (!person) return html`<div class="user-area"></div>`;
  const open = () =>
    core.keeper.happen({ kind: 'overlay', overlay: state.overlay?.kind === 'people' ? undefined : { kind: 'people' } });
  return html`<div class="user-area">
    <button type="button" class="user" id="who" aria-haspopup="menu" aria-expanded=${state.overlay?.kind === 'people'} title=${words.switchPerson} @click=${open}>
      ${initialFace(person.name)}
      <span class="user-text"><b>${person.name}</b><small>${words.roles[person.role]} · ${languageOf(person.locale)}</small></span>
      <span class="switch">${icon('swap')}<span>${words.switchShort}</span></span>
    </button>
  </div>`;
}

/** A locale's language in that language itself. */
export function languageOf(locale: string): string {
  return (
    new Intl.DisplayNames(locale, { type: 'language', languageDisplay: 'standard' }).of(
      locale.split('-')[0] ?? locale,
    ) ?? locale
  );
}

/** Draws Discord's markdown. */
import { html, type TemplateResult } from 'lit';
import { jump } from '../actions/jumping.ts';
import { propose } from '../actions/writing.ts';
import type { Page } from '../core.ts';
import { commandTitle } from '../state/commands.ts';
import { me } from '../state/state.ts';
import type { Inline } from '../text/inline.ts';
import { type Block, parseMarkdown } from '../text/markdown.ts';
import { type Destination, destinationOf } from '../text/messageLink.ts';

export function markdown(text: string, page: Page): TemplateResult {
  return html`<div class="markdown">${parseMarkdown(text).map((block) => blockOf(block, page))}</div>`;
}

function blockOf(block: Block, page: Page): TemplateResult {
  switch (block.kind) {
    case 'text':
      return html`<div class="paragraph">${inlines(block.children, page)}</div>`;
    case 'heading':
      return heading(block.level, inlines(block.children, page));
    case 'small':
      return html`<div class="small">${inlines(block.children, page)}</div>`;
    case 'quote':
      return html`<blockquote>${block.blocks.map((inner) => blockOf(inner, page))}</blockquote>`;
    case 'code':
      return html`<pre><code>${block.text}</code></pre>`;
    case 'list': {
      const items = block.items.map(
        ({ children, inner }) =>
          html`<li>${inlines(children, page)}${inner.map((deeper) => blockOf(deeper, page))}</li>`,
      );
      return block.start === undefined ? html`<ul>${items}</ul>` : html`<ol start=${block.start}>${items}</ol>`;
    }
  }
}

/** Below the page's own headings: a channel's name is the first. */
function heading(level: number, children: unknown): TemplateResult {
  if (level === 1) return html`<h3 class="h1">${children}</h3>`;
  return level === 2 ? html`<h3 class="h2">${children}</h3>` : html`<h3 class="h3">${children}</h3>`;
}

function inlines(nodes: readonly Inline[], page: Page): unknown {
  return nodes.map((node) => inline(node, page));
}

function inline(node: Inline, page: Page): unknown {
  const { state, words, locale, core } = page;
  const names = state.overview?.names ?? {};
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'break':
      return html`<br />`;
    case 'strong':
      return html`<strong>${inlines(node.children, page)}</strong>`;
    case 'em':
      return html`<em>${inlines(node.children, page)}</em>`;
    case 'underline':
      return html`<u>${inlines(node.children, page)}</u>`;
    case 'strike':
      return html`<s>${inlines(node.children, page)}</s>`;
    case 'spoiler':
      return html`<label class="spoiler"><input type="checkbox" aria-label=${words.spoiler} /><span>${inlines(node.children, page)}</span></label>`;
    case 'code':
      return html`<code>${node.text}</code>`;
    case 'link':
      return linked(node, page);
    case 'time':
      return html`<discord-time class="time" .look=${node.style} .locale=${locale} .at=${node.at}></discord-time>`;
    case 'user':
      return html`<span class=${node.id === me(state)?.id ? 'mention me' : 'mention'}>@${names[node.id] ?? words.unknownPerson}</span>`;
    case 'role':
      return html`<span class="mention">@${names[node.id] ?? words.unknown}</span>`;
    case 'channel':
      return channelLink(node.id, names[node.id], page);
    case 'everyone':
      return html`<span class="mention">${node.text}</span>`;
    case 'command':
      return html`<button type="button" class="mention" @click=${() => propose(core, node.name)}>/${commandTitle(state.overview?.commands ?? [], node.name, locale)}</button>`;
    case 'emoji':
      return html`<img class="emoji" src="/cdn/emojis/${node.id}.png" alt=":${node.name}:" title=":${node.name}:" />`;
  }
}

function channelLink(id: string, name: string | undefined, { core, words }: Page): TemplateResult {
  if (name === undefined) return html`<span class="mention">#${words.unknown}</span>`;
  const open = (event: Event) => {
    event.preventDefault();
    core.whereabouts.open(id);
  };
  // A link, not a button: a long name breaks over lines as the words around it do.
  return html`<a class="mention" href="#" @click=${open}>#${name}</a>`;
}

/** A link; one to a message or a channel leads there on the page, and shows as Discord shows it. */
function linked({ url, children }: Extract<Inline, { kind: 'link' }>, page: Page): TemplateResult {
  const destination = destinationOf(url);
  if (!destination)
    return html`<a href=${url} target="_blank" rel="noopener noreferrer">${inlines(children, page)}</a>`;
  const [only] = children;
  const isBare = children.length === 1 && only?.kind === 'text' && only.text === url;
  const face = isBare ? destinationName(destination, page) : inlines(children, page);
  const look = isBare ? 'mention' : '';
  // What one may not see is nowhere on the page.
  if (!(destination.channelId in (page.state.overview?.names ?? {}))) return html`<span class=${look}>${face}</span>`;
  const open = (event: Event) => {
    event.preventDefault();
    jump(page.core, destination);
  };
  return html`<a class=${look} href="#" @click=${open}>${face}</a>`;
}

function destinationName({ channelId, messageId }: Destination, { state, words }: Page): string {
  const channel = `#${state.overview?.names[channelId] ?? words.unknown}`;
  return messageId === undefined ? channel : `${channel} › ${words.message}`;
}

/** A command's name in the reader's language, whether or not they may use it. */

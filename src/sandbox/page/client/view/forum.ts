/** Draws a forum: its posts, to be opened. */
import { html, type TemplateResult } from 'lit';
import type { PageChannel } from '../../protocol/frames.ts';
import type { Page } from '../core.ts';
import { here } from '../state/state.ts';
import { icon } from './icons.ts';

export function forum(channel: PageChannel, page: Page): TemplateResult {
  const { state, words, core } = page;
  const posts = (here(state).server?.channels ?? []).filter(({ parentId }) => parentId === channel.id).toReversed();
  return html`<div class="forum" tabindex="0" role="region" aria-label=${words.forumPosts}>
    ${posts.length === 0 ? html`<div class="forum-empty">${icon('forum')}<p>${words.forumEmpty}</p></div>` : ''}
    <ul>
      ${posts.map(
        (post) => html`<li><button type="button" class="forum-post" @click=${() => core.whereabouts.open(post.id)}>
          ${icon('thread')}<b>${post.name}</b>${post.tags.map((tag) => html`<span class="forum-tag">${tag}</span>`)}${state.unread.has(post.id) ? html`<span class="unread-dot"><span class="hidden">${words.unread}</span></span>` : ''}${icon('right')}
        </button></li>`,
      )}
    </ul>
  </div>`;
}

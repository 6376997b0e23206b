/** Draws Discord's markdown. */
import { html, type TemplateResult } from 'lit';
import { propose } from '../actions/writing.ts';
import type { Page } from '../core.ts';
import { me } from '../state/state.ts';
import type { Inline } from '../text/inline.ts';
import { type Block, parseMarkdown } from '../text/markdown.ts';

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
      return html`<pre tabindex="0"><code>${block.text}</code></pre>`;
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
      return html`<a href=${node.url} target="_blank" rel="noopener noreferrer">${inlines(node.children, page)}</a>`;
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
      return html`<button type="button" class="mention" @click=${() => propose(core, node.name)}>/${node.name}</button>`;
    case 'emoji':
      return html`<img class="emoji" src="/cdn/emojis/${node.id}.png" alt=":${node.name}:" title=":${node.name}:" />`;
  }
}

function channelLink(id: string, name: string | undefined, { core, words }: Page): TemplateResult {
  if (name === undefined) return html`<span class="mention">#${words.unknown}</span>`;
  return html`<button type="button" class="mention" @click=${() => core.whereabouts.open(id)}>#${name}</button>`;
}

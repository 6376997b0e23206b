/** What a link card looks like in a message. */
import { escapeMarkdown } from '../text/escape.ts';
import type { LinkCard } from '../thread/model.ts';

/** The title of the page, as written, above its address; Discord shows the preview. */
export function cardText({ title, url }: LinkCard): string {
  return title === undefined ? url : `${escapeMarkdown(title)}\n${url}`;
}

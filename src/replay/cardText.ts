/** What a link card looks like in a message. */
import { clickable, escapeMarkdown } from '../text/escape.ts';
import type { LinkCard } from '../thread/model.ts';

/** The title of the page, as written, above its address; Discord shows the preview. */
export function cardText({ title, url }: LinkCard): string {
  return title === undefined ? clickable(url) : `${escapeMarkdown(title)}\n${clickable(url)}`;
}

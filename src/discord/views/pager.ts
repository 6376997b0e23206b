/** Turning the pages of whatever has several. */
import type { Sentences } from '../../i18n/i18n.ts';
import { button, buttons, text, type View } from './parts.ts';

/** Which page this is, and the buttons to the ones beside it; nothing when there is only one. */
export function pager(page: number, pages: number, to: (page: number) => string, words: Sentences): View {
  if (pages === 1) return [];
  return [
    text(`-# ${words.page(page, pages)}`),
    buttons(
      button(words.previousPage, to(Math.max(1, page - 1)), { emoji: '◀️', disabled: page === 1 }),
      button(words.nextPage, to(Math.min(pages, page + 1)), { emoji: '▶️', disabled: page === pages }),
    ),
  ];
}

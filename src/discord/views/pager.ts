/** Turning the pages of whatever has several. */
import type { Sentences } from '../../i18n/i18n.ts';
import type { Page } from '../../text/pages.ts';
import type { ButtonId } from '../interactions/idCodec.ts';
import { button, buttons, text, type View } from './parts.ts';

/** Which page this is, and the buttons to the ones beside it; nothing when there is only one. */
export function pager(
  { number, of }: Pick<Page<unknown>, 'number' | 'of'>,
  to: (page: number) => ButtonId,
  words: Sentences,
): View {
  if (of === 1) return [];
  return [
    text(`-# ${words.page(number, of)}`),
    buttons(
      button(words.previousPage, to(Math.max(1, number - 1)), { emoji: '⬅️', disabled: number === 1 }),
      button(words.nextPage, to(Math.min(of, number + 1)), { emoji: '➡️', disabled: number === of }),
    ),
  ];
}

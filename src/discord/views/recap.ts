/** What a replay has posted, to find one's place in it: a line a comment, with the way to it. */
import { messageLink } from '@discordjs/formatters';
import type { Recap, RecapLine } from '../../app/catchingUp.ts';
import { type Sentences, sentences } from '../../i18n/i18n.ts';
import type { StagedReplay } from '../../replay/replay.ts';
import type { Page } from '../../text/pages.ts';
import type { Language } from '../../thread/bilingual.ts';
import { textIn } from '../../thread/language.ts';
import { buttonCodec } from '../interactions/idCodec.ts';
import { callId, oneOf, pageNumber } from '../interactions/idFields.ts';
import { brief, button, buttons, container, separator, text, titled, type View } from './parts.ts';

/** Shows what a replay has posted. */
export const catchUp = buttonCodec('catchUp', { replayId: callId });

/** Turns the pages of that: to the first, to the one with a number, to the newest there is by then. */
export const turnRecap = buttonCodec('recap', {
  replayId: callId,
  to: oneOf(['first', 'page', 'newest']),
  page: pageNumber,
});

/** UTF-16 units of the parts of a line: ten of them, links included, stay below the 4,000 of a message. */
const NAME_LENGTH = 60;
const SENTENCE_LENGTH = 120;

/** A page of what a replay has posted. */
export function recapView(recap: Recap, reader: Language): View {
  const { replay, page } = recap;
  const { plan } = replay;
  const words = sentences[reader];
  const isHere = page.number === page.of && replay.state.kind !== 'ended';
  const written = page.items.map((line) => lineText(replay, line, words));
  return [
    container([
      text(titled(textIn(plan.title, reader).text, factsOf(recap, words))),
      separator(),
      text([...written, ...(isHere ? [`-# ➤ ${words.recap.youAreHere}`] : [])].join('\n')),
      separator(),
      text(linksOf(recap, words)),
    ]),
    ...(page.of === 1 ? [] : [text(`-# ${words.page(page.number, page.of)}`), turning(plan.id, page, words)]),
  ];
}

/** The buttons to the pages beside, the first and the newest: each has an id of its own, wherever it leads. */
function turning(replayId: string, { number, of }: Pick<Page<unknown>, 'number' | 'of'>, words: Sentences) {
  const turn = (to: 'first' | 'page' | 'newest', page: number) => turnRecap.id({ replayId, to, page });
  const [atFirst, atNewest] = [number === 1, number === of];
  return buttons(
    button(words.recap.first, turn('first', 1), { emoji: '⏮️', disabled: atFirst }),
    button(words.previousPage, turn('page', Math.max(1, number - 1)), { emoji: '⬅️', disabled: atFirst }),
    button(words.nextPage, turn('page', number + 1), { emoji: '➡️', disabled: atNewest }),
    button(words.recap.newest, turn('newest', of), { emoji: '⏭️', disabled: atNewest }),
  );
}

function linksOf({ replay, posted }: Recap, { recap }: Sentences): string {
  const [first, newest] = [posted[0], posted.at(-1)].map((one) => one && addressOf(replay, one));
  return [first && recap.firstPost(first), newest && recap.newestPost(newest)].filter(Boolean).join(' · ');
}

function factsOf({ replay: { plan, state }, posted }: Recap, words: Sentences): string {
  if (state.kind === 'ended')
    return `${words.recap.all} · ${words.comments(posted.filter(({ comment }) => comment > 0).length)}`;
  return `${words.recap.soFar} · ${words.numbered(posted.at(-1)?.comment ?? 0, plan.lastComment)}`;
}

/** The number leads to the post. */
function lineText(replay: StagedReplay, line: RecapLine, words: Sentences): string {
  const { comment, persona, said } = line;
  const number = comment === 0 ? words.numbered(0, replay.plan.lastComment) : String(comment);
  const parts = [`**${brief(persona, NAME_LENGTH)}**`, said && brief(said, SENTENCE_LENGTH)];
  return `[${number}](${addressOf(replay, line)}) ${parts.filter(Boolean).join(' ')}`;
}

function addressOf({ plan, stageChannelId }: StagedReplay, { messageId }: Pick<RecapLine, 'messageId'>): string {
  return messageLink(stageChannelId, messageId, plan.serverId);
}

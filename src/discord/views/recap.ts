/** What a replay has posted, to find one's place in it: a line a comment, with the way to it. */
import { messageLink } from '@discordjs/formatters';
import type { Recap, RecapLine } from '../../app/catchingUp.ts';
import { type Sentences, sentences } from '../../i18n/i18n.ts';
import type { StagedReplay } from '../../replay/replay.ts';
import { equalPages, pageAt } from '../../text/pages.ts';
import type { Language } from '../../thread/bilingual.ts';
import { textIn } from '../../thread/language.ts';
import { buttonCodec } from '../interactions/idCodec.ts';
import { callId, oneOf, pageNumber } from '../interactions/idFields.ts';
import { brief, button, buttons, container, text, titled, type View } from './parts.ts';

/** Shows what a replay has posted. */
export const catchUp = buttonCodec('catchUp', { replayId: callId });

/** Turns the pages of that: to the first, to the one with a number, to the newest there is by then. */
export const turnRecap = buttonCodec('recap', {
  replayId: callId,
  to: oneOf(['first', 'page', 'newest']),
  page: pageNumber,
});

/** Comments on a page. */
const ON_PAGE = 10;

/** UTF-16 units of the parts of a line: ten of them, links included, stay below the 4,000 of a message. */
const NAME_LENGTH = 60;
const SENTENCE_LENGTH = 120;

/** The page to open: where the replay is, or its beginning once it has ended. */
export function pageToOpen({ replay, lines }: Recap): number {
  return replay.state.kind === 'ended' ? 1 : pageOf(lines);
}

/** A page of what a replay has posted; one beyond the newest is the newest. */
export function recapView(recap: Recap, page: number, reader: Language): View {
  const { replay, lines } = recap;
  const { plan } = replay;
  const words = sentences[reader];
  const shown = pageAt(equalPages(lines, ON_PAGE), page);
  const [first, newest] = [lines[0], lines.at(-1)];
  const isHere = shown.number === shown.of && replay.state.kind !== 'ended';
  const content = [
    titled(textIn(plan.title, reader).text, factsOf(recap, words)),
    ...shown.items.map((line) => lineText(replay, line, words)),
    ...(isHere ? [`-# ➤ ${words.recap.youAreHere}`] : []),
    first &&
      newest &&
      `${words.recap.firstPost(addressOf(replay, first))} · ${words.recap.newestPost(addressOf(replay, newest))}`,
  ];
  const turn = (to: 'first' | 'page' | 'newest', number: number) =>
    turnRecap.id({ replayId: plan.id, to, page: number });
  const [atFirst, atNewest] = [shown.number === 1, shown.number === shown.of];
  return [
    container([text(content.filter(Boolean).join('\n'))]),
    ...(shown.of === 1
      ? []
      : [
          text(`-# ${words.page(shown.number, shown.of)}`),
          buttons(
            button(words.recap.first, turn('first', 1), { emoji: '⏮️', disabled: atFirst }),
            button(words.previousPage, turn('page', Math.max(1, shown.number - 1)), { emoji: '◀️', disabled: atFirst }),
            button(words.nextPage, turn('page', shown.number + 1), { emoji: '▶️', disabled: atNewest }),
            button(words.recap.newest, turn('newest', shown.of), { emoji: '⏭️', disabled: atNewest }),
          ),
        ]),
  ];
}

/** The number of the last page. */
export function pageOf(lines: Recap['lines']): number {
  return Math.max(1, Math.ceil(lines.length / ON_PAGE));
}

function factsOf({ replay: { plan, state }, lines }: Recap, words: Sentences): string {
  const comments = words.comments(lines.filter(({ comment }) => comment > 0).length);
  const newest = lines.at(-1)?.comment ?? 0;
  return state.kind === 'ended'
    ? words.recap.all(comments)
    : words.recap.soFar(comments, words.numbered(newest, plan.lastComment));
}

/** The number leads to the post. */
function lineText(replay: StagedReplay, line: RecapLine, words: Sentences): string {
  const { comment, persona, said } = line;
  const number = comment === 0 ? words.numbered(0, replay.plan.lastComment) : String(comment);
  const parts = [`**${brief(persona, NAME_LENGTH)}**`, said && brief(said, SENTENCE_LENGTH)];
  return `[${number}](${addressOf(replay, line)}) ${parts.filter(Boolean).join(' ')}`;
}

function addressOf({ plan, stageChannelId }: StagedReplay, { messageId }: RecapLine): string {
  return messageLink(stageChannelId, messageId, plan.serverId);
}

/** What came of an import, an export and what else managers do to their server's library. */
import type { Removed } from '../../app/curating.ts';
import type { BadFile, Difference, ImportOutcome } from '../../app/importing.ts';
import type { Sentences } from '../../i18n/i18n.ts';
import { threadReport } from '../../i18n/threadReport.ts';
import type { LibraryThread } from '../../library/libraryThread.ts';
import type { NamedThread } from '../../library/shelf.ts';
import type { Language } from '../../thread/bilingual.ts';
import type { Diagnostic } from '../../thread/diagnostics.ts';
import type { JsonProblem } from '../../thread/json.ts';
import { textIn } from '../../thread/language.ts';
import type { Shown } from '../interactions/answer.ts';
import { buttonCodec } from '../interactions/idCodec.ts';
import { callId, oneOf, slug } from '../interactions/idFields.ts';
import { button, buttons, container, fileView, notice, separator, text, type View, WARNING } from './parts.ts';
import { playThread } from './threads.ts';

/** Answers whether a file replaces the thread that is there. */
export const acceptImport = buttonCodec('import', { offerId: callId, sure: oneOf(['yes', 'no']) });

/** Answers whether an import is removed. */
export const confirmRemoval = buttonCodec('remove', { threadId: slug, sure: oneOf(['yes', 'no']) });

/** UTF-16 units of a list of findings within a message, fences included; a longer one goes as a file. */
const REPORT_LENGTH = 3_000;

/** The file that a long list goes as. */
const REPORT_NAME = 'problems.txt';

/** Findings of one kind that such a file has: as many as the comments of a thread that lack a language. */
const MOST_LISTED = 2_000;

/** Findings of a file that was imported all the same. */
const WARNINGS_SHOWN = 5;

/** Keeps a code block from being closed by what is quoted in it: a character that nobody sees divides its marks. */
const FENCE = /```/g;

/** What came of a file. */
export function importView(outcome: ImportOutcome, reader: Language, words: Sentences): Shown {
  switch (outcome.kind) {
    case 'imported':
      return { view: importedView(outcome, reader, words) };
    case 'unchanged':
      return { view: unchangedView(outcome, reader, words) };
    case 'differs':
      return { view: differenceView(outcome, reader, words) };
    case 'bad-file':
      return badFileView(outcome, reader, words);
  }
}

function unchangedView(
  { thread, hidden }: Extract<ImportOutcome, { kind: 'unchanged' }>,
  reader: Language,
  { library }: Sentences,
): View {
  return notice(library.unchanged(titleOf(thread, reader), hidden));
}

function importedView(
  { thread, personas, replaced, warnings, source }: Extract<ImportOutcome, { kind: 'imported' }>,
  reader: Language,
  words: Sentences,
): View {
  const title = titleOf(thread, reader);
  const { date, comments } = thread.thread;
  const facts = [date, words.comments(comments.length), words.personas(personas), words.library.onlyHere];
  const shown = fitting(threadReport({ source, diagnostics: warnings.slice(0, WARNINGS_SHOWN) }, reader));
  const left = warnings.length - shown.length;
  return [
    container([
      text(`${replaced ? words.library.replaced(title) : words.library.imported(title)}\n-# ${facts.join(' · ')}`),
      ...(shown.length > 0
        ? [separator(), text(`${words.library.warnings(warnings.length)}\n${fenced(shown.join('\n'))}`)]
        : []),
      ...(left > 0 ? [text(`-# ${words.library.more(left)}`)] : []),
      buttons(button(words.replay, playThread.id({ threadId: thread.id }), { emoji: '▶️', style: 'primary' })),
    ]),
  ];
}

/** As many of the first findings as a message has room for. */
function fitting(report: readonly string[]): readonly string[] {
  let length = 0;
  const beyond = report.findIndex((finding) => {
    length += finding.length;
    return length > REPORT_LENGTH;
  });
  return beyond < 0 ? report : report.slice(0, beyond);
}

function differenceView({ offerId, known, changes, shipped }: Difference, reader: Language, words: Sentences): View {
  const { library } = words;
  const { added, removed, changed, post } = changes;
  const lines = [
    post && library.post,
    added > 0 && library.added(added),
    removed > 0 && library.removed(removed),
    changed > 0 && library.changed(changed),
    !post && added + removed + changed === 0 && library.reordered,
  ].filter((line) => line !== false);
  return [
    container(
      [
        text(
          [
            library.differs(titleOf(known, reader)),
            ...lines.map((line) => `- ${line}`),
            library.askReplace(shipped),
          ].join('\n'),
        ),
        buttons(
          button(library.replace, acceptImport.id({ offerId, sure: 'yes' }), { style: 'danger' }),
          button(library.cancel, acceptImport.id({ offerId, sure: 'no' })),
        ),
      ],
      WARNING,
    ),
  ];
}

/** Everything that is wrong, and then what is worth a look: in the message where there is room, else as a file. */
function badFileView({ name, source, diagnostics, problems }: BadFile, reader: Language, words: Sentences): Shown {
  const { error: errors = [], warning: warnings = [] } = Object.groupBy(diagnostics, ({ severity }) => severity);
  const listed = (found: readonly Diagnostic[], others: readonly JsonProblem[] = []) => {
    const shown = { diagnostics: found.slice(0, MOST_LISTED), problems: others.slice(0, MOST_LISTED) };
    const left = Math.max(found.length, others.length) - MOST_LISTED;
    return [...threadReport({ source, ...shown }, reader), ...(left > 0 ? [words.library.more(left)] : [])];
  };
  const report = [
    ...listed(errors, problems),
    ...(warnings.length > 0 ? [words.library.warnings(warnings.length), ...listed(warnings)] : []),
  ].join('\n\n');
  const heading = words.library.bad(name, errors.length + problems.length);
  const list = fenced(report);
  if (list.length <= REPORT_LENGTH) return { view: [container([text(`${heading}\n${list}`)], WARNING)] };
  return {
    view: [container([text(`${heading}\n${words.library.badAttached}`)], WARNING), fileView(REPORT_NAME)],
    files: [{ name: REPORT_NAME, bytes: Buffer.from(`${report}\n`) }],
  };
}

/** Asks before an import is removed. */
export function askRemovalView(thread: LibraryThread, reader: Language, { library }: Sentences): View {
  return [
    text(library.askRemove(titleOf(thread, reader))),
    buttons(
      button(library.remove, confirmRemoval.id({ threadId: thread.id, sure: 'yes' }), { style: 'danger' }),
      button(library.cancel, confirmRemoval.id({ threadId: thread.id, sure: 'no' })),
    ),
  ];
}

/** Says that an import is gone. */
export function removedView({ thread, uncovered }: Removed, reader: Language, { library }: Sentences): View {
  return notice(library.wasRemoved(titleOf(thread, reader), uncovered));
}

/** A thread's title as the reader knows it. */
export function titleOf({ name }: NamedThread, reader: Language): string {
  return textIn(name, reader).text;
}

function fenced(report: string): string {
  return `\`\`\`\n${report.replace(FENCE, '`\u200b`\u200b`')}\n\`\`\``;
}

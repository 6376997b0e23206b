/** What came of an import, an export and what else managers do to their server's library. */
import type { BadFile, Difference, ImportOutcome } from '../../app/importing.ts';
import type { Sentences } from '../../i18n/i18n.ts';
import { threadReport } from '../../i18n/threadReport.ts';
import type { LibraryThread } from '../../library/libraryThread.ts';
import type { Language } from '../../thread/bilingual.ts';
import { textIn } from '../../thread/language.ts';
import type { Shown } from '../interactions/answer.ts';
import { buttonCodec } from '../interactions/idCodec.ts';
import { callId, oneOf, slug } from '../interactions/idFields.ts';
import { button, buttons, container, fileView, separator, text, type View, WARNING } from './parts.ts';
import { playThread } from './threads.ts';

/** Answers whether a file replaces the thread that is there. */
export const acceptImport = buttonCodec('import', { offerId: callId, sure: oneOf(['yes', 'no']) });

/** Answers whether an import is removed. */
export const confirmRemoval = buttonCodec('remove', { threadId: slug, sure: oneOf(['yes', 'no']) });

/** UTF-16 units of a list of findings within a message, fences included; a longer one goes as a file. */
const REPORT_LENGTH = 3_000;

/** The file that a long list goes as. */
const REPORT_NAME = 'problems.txt';

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
      return { view: [text(words.library.unchanged(titleOf(outcome.thread, reader)))] };
    case 'differs':
      return { view: differenceView(outcome, reader, words) };
    case 'bad-file':
      return badFileView(outcome, reader, words);
  }
}

function importedView(
  { thread, personas, replaced, warnings, source }: Extract<ImportOutcome, { kind: 'imported' }>,
  reader: Language,
  words: Sentences,
): View {
  const title = titleOf(thread, reader);
  const { date, comments } = thread.thread;
  const facts = [date, words.comments(comments.length), words.personas(personas), words.library.onlyHere];
  const shown = threadReport({ source, diagnostics: warnings.slice(0, WARNINGS_SHOWN) }, reader);
  const left = warnings.length - shown.length;
  const warned = [words.library.warnings(warnings.length), fenced(shown.join('\n'))];
  return [
    container([
      text(`${replaced ? words.library.replaced(title) : words.library.imported(title)}\n-# ${facts.join(' · ')}`),
      ...(warnings.length > 0 ? [separator(), text(warned.join('\n'))] : []),
      ...(left > 0 ? [text(`-# ${words.library.moreWarnings(left)}`)] : []),
      buttons(button(words.replay, playThread.id({ threadId: thread.id }), { emoji: '▶️', style: 'primary' })),
    ]),
  ];
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
  const asked = shipped ? `${library.replacesShipped} ${library.askReplace}` : library.askReplace;
  return [
    container(
      [
        text([library.differs(titleOf(known, reader)), ...lines.map((line) => `- ${line}`), asked].join('\n')),
        buttons(
          button(library.replace, acceptImport.id({ offerId, sure: 'yes' }), { style: 'danger' }),
          button(library.cancel, acceptImport.id({ offerId, sure: 'no' })),
        ),
      ],
      WARNING,
    ),
  ];
}

/** Every problem, in the message where there is room, else as a file. */
function badFileView(file: BadFile, reader: Language, words: Sentences): Shown {
  const report = threadReport(file, reader);
  const heading = words.library.bad(file.name, report.length);
  const list = fenced(report.join('\n\n'));
  if (list.length <= REPORT_LENGTH) return { view: [container([text(`${heading}\n${list}`)], WARNING)] };
  return {
    view: [container([text(`${heading}\n${words.library.badAttached}`)], WARNING), fileView(REPORT_NAME)],
    files: [{ name: REPORT_NAME, bytes: Buffer.from(`${report.join('\n\n')}\n`) }],
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

/** A thread's title as the reader knows it. */
export function titleOf({ name }: LibraryThread, reader: Language): string {
  return textIn(name, reader).text;
}

function fenced(report: string): string {
  return `\`\`\`\n${report.replace(FENCE, '`\u200b`\u200b`')}\n\`\`\``;
}

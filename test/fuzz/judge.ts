/** Judges what is made of a file: whatever it holds, it is read or refused, and what is read is right. */
import { isDeepStrictEqual } from 'node:util';
import { toHtml } from '../../src/export/html.ts';
import { toMarkdown } from '../../src/export/markdown.ts';
import { threadReport } from '../../src/i18n/threadReport.ts';
import type { Diagnostic } from '../../src/thread/diagnostics.ts';
import { formatThread } from '../../src/thread/format.ts';
import { type JsonProblem, readThreadJson, writeThreadJson } from '../../src/thread/json.ts';
import { Thread } from '../../src/thread/model.ts';
import { parseThread } from '../../src/thread/parse.ts';
import type { FuzzFile } from './inputs.ts';

/** Milliseconds of processor time that reading a file may take: some for what is done once, and some a byte. */
const PATIENCE = 250;
const PATIENCE_A_BYTE = 0.001;

export type Verdict = {
  readonly loaded: boolean;
  /** Milliseconds of processor time for reading alone. */
  readonly time: number;
  /** What went wrong; empty if all is well. */
  readonly faults: readonly string[];
};

/** What a file holds, or what is wrong with it. */
type Outcome = {
  readonly thread?: Thread;
  readonly diagnostics: readonly Diagnostic[];
  readonly problems: readonly JsonProblem[];
};

/** Reads a file as an import does. */
export function readFuzzFile({ name, bytes }: FuzzFile): Outcome {
  if (name === 'thread.txt') return { problems: [], ...parseThread(bytes) };
  const result = readThreadJson(bytes);
  return result.ok ? { thread: result.thread, diagnostics: [], problems: [] } : result;
}

/** Reads a file, words what is wrong with it, and exports what is in it. */
export function judge(file: FuzzFile): Verdict {
  const before = process.threadCpuUsage();
  try {
    const result = readFuzzFile(file);
    const { user, system } = process.threadCpuUsage(before);
    const time = (user + system) / 1_000;
    const faults = time > PATIENCE + PATIENCE_A_BYTE * file.bytes.length ? [`took ${time} ms`] : [];
    return { loaded: result.thread !== undefined, time, faults: [...faults, ...faultsOf(file, result)] };
  } catch (error) {
    return {
      loaded: false,
      time: 0,
      faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    };
  }
}

function faultsOf({ bytes }: FuzzFile, { thread, diagnostics, problems }: Outcome): string[] {
  const shown = { source: bytes, diagnostics: diagnostics.slice(0, 50), problems: problems.slice(0, 50) };
  const told = (['en', 'ja'] as const).map((language) => threadReport(shown, language));
  if (thread) return faultsOfThread(thread);
  const isExplained = problems.length > 0 || diagnostics.some(({ severity }) => severity === 'error');
  return isExplained && told.every(({ length }) => length > 0) ? [] : ['refused without a word'];
}

function faultsOfThread(thread: Thread): string[] {
  const valid = Thread.safeParse(thread);
  const text = formatThread(thread);
  const again = parseThread(text);
  const json = writeThreadJson(thread);
  const fromJson = readThreadJson(json);
  toMarkdown(thread);
  toHtml(thread, new Map(), 'en');
  const isSame = (result: typeof again | typeof fromJson) => result.ok && isDeepStrictEqual(result.thread, thread);
  return [
    valid.success ? '' : `not what the model allows: ${valid.error.message}`,
    isSame(again) ? '' : 'not read back from its text',
    isSame(fromJson) ? '' : 'not read back from its JSON',
  ].filter((fault) => fault !== '');
}

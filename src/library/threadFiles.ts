/** Reads the threads that ship with the bot from their folder. */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Logger } from 'pino';
import { StartupError } from '../runtime/startupError.ts';
import { Thread } from '../thread/model.ts';
import { parseThread } from '../thread/parse.ts';

/**
 * All threads of a folder and the folders in it: `.txt` in the thread format, `.json` as the model. A bad file is logged
 * with line and column and left out.
 *
 * @throws StartupError when the folder cannot be read
 */
export async function readThreadFiles(folder: string, log: Logger): Promise<Thread[]> {
  const files = (await list(folder)).filter((file) => ['.txt', '.json'].includes(extname(file))).sort();
  const threads = await Promise.all(files.map((file) => readThreadFile(join(folder, file), log)));
  const good = threads.filter((thread) => thread !== undefined);
  const facts = { folder, threads: good.length, badFiles: files.length - good.length };
  if (good.length === 0) log.warn(facts, 'there are no threads to replay: put thread files into this folder');
  else log.info(facts, 'threads loaded');
  return good;
}

async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError({ kind: 'threads-unreadable', folder, reason }, { cause: error });
  }
}

async function readThreadFile(file: string, log: Logger): Promise<Thread | undefined> {
  const source = await readFile(file);
  return extname(file) === '.json' ? readJson(file, source.toString(), log) : readText(file, source, log);
}

function readText(file: string, source: Uint8Array, log: Logger): Thread | undefined {
  const parsed = parseThread(source);
  for (const { severity, line, column, code, message } of parsed.diagnostics) {
    log[severity === 'error' ? 'error' : 'info']({ file, line, column, code }, message);
  }
  return parsed.ok ? parsed.thread : undefined;
}

function readJson(file: string, source: string, log: Logger): Thread | undefined {
  try {
    return Thread.parse(JSON.parse(source));
  } catch (error) {
    log.error({ file, err: error }, 'not a thread in JSON');
    return undefined;
  }
}

/** The file `.env`: its variables, whichever program wrote it. */
import { lstatSync, readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { cleanToken, tokenMistake } from './botToken.ts';
import { StartupError } from './startupError.ts';

/** A file of variables. */
export type EnvFile = {
  readonly path: string;
  /** Those with a value that is not blank. */
  readonly variables: Readonly<Record<string, string>>;
  /** The lines as they are, for whoever looks for what was not read. */
  readonly lines: readonly string[];
};

/**
 * Reads one; undefined if there is none.
 *
 * @throws StartupError when it is there, but a folder, unreadable, or neither UTF-8 nor UTF-16
 */
export function readEnvFile(path: string): EnvFile | undefined {
  const bytes = read(path);
  if (!bytes) return undefined;
  const text = decode(bytes);
  const variables = text === undefined ? {} : filled(parse(text));
  // A comment may be in any encoding; a value that was misread would be wrong without a word.
  if (text === undefined || Object.values(variables).some((value) => value.includes('\uFFFD'))) {
    throw new StartupError({ kind: 'env-file-encoding', file: path });
  }
  return { path, variables, lines: text.split(/\r\n|\n|\r/) };
}

/** The variables that are set to something: a blank one counts as not set. */
export function filled(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value?.trim() ? [[name, value] as const] : [])),
  );
}

/**
 * The line (from 1) on which a file names a bot's token in a way that is not read: another name, no `=`, a shell's way
 * of setting it, or nothing but the token. Comments, and variables without a value, name none.
 */
export function lineOfUnreadToken({ lines }: EnvFile): number | undefined {
  const index = lines.findIndex((line) => namesToken(line.normalize('NFKC')));
  return index < 0 ? undefined : index + 1;
}

function namesToken(line: string): boolean {
  if (/^\s*(#|\/\/|;)/.test(line)) return false;
  const [, name = '', value = ''] =
    /^\s*(?:export\s|setx?\s|(?:\$?env)[:.])?[\s"']*([\w.-]+)[\s"']*[=:]?\s*(.*)$/i.exec(line) ?? [];
  const letters = name.replace(/[^a-z]/gi, '').toLowerCase();
  const isOurs = letters === 'token' || /(discord|bot|reprise).*token$/.test(letters);
  return (isOurs && value !== '' && !value.startsWith('#')) || tokenMistake(cleanToken(line)) === undefined;
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // A link that leads nowhere is there, and was meant to be read.
    if (code === 'ENOENT' && !lstatSync(path, { throwIfNoEntry: false })) return undefined;
    if (code === 'EISDIR') throw new StartupError({ kind: 'env-file-is-folder', file: path });
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError({ kind: 'env-file-unreadable', file: path, reason }, { cause: error });
  }
}

/** The text of a file in UTF-8 or, as PowerShell writes it, UTF-16, with a byte order mark or without; undefined if in neither. */
function decode(bytes: Buffer): string | undefined {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  return text.includes('\0') ? undefined : text;
}

function encodingOf(bytes: Buffer): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return 'utf-8';
}

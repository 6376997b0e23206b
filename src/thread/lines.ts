/** From bytes to clean lines: the encoding, line breaks and characters that the thread format allows. */
import { hasIgnorable, withoutIgnorable } from '../text/ignorable.ts';
import { type Diagnostic, diagnose } from './diagnostics.ts';

/** The most a source may have, bytes. */
export const MAX_BYTES = 1_048_576;

/** The most its thread may have as JSON, bytes: quotes, line breaks and keys are longer there, and some write `\u3042`. */
export const MAX_JSON_BYTES = 4 * MAX_BYTES;

/** The most lines a source may have, blank ones too: each takes far more memory than the bytes of a short one. */
export const MAX_LINES = 50_000;

/** A line of a source, without white space around it. `number` counts from 1. */
export type Line = {
  readonly number: number;
  /** As written. */
  readonly text: string;
  /** Without the characters that nobody sees: what decides whether the line means something; empty for a blank line. */
  readonly plain: string;
};

const strictDecoder = new TextDecoder('utf-8', { fatal: true });

const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters the format refuses
const REFUSED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
const DIRECTION_MARKS = /[\u202a-\u202e\u2066-\u2069]/g;
/**
 * Holds all that a source rarely has, and that has to be looked at where it stands: breaks of lines but LF, what is
 * refused, and units that characters which nobody sees are made of. It holds more, to have fewer than 16 ranges: with
 * more V8 looks characters up one by one.
 */
const RARE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the same
  /[\ufe00-\ufeff\u034f\u0000-\u0009\u000b-\u001f\u007f-\u00ad\u061c\u115f-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud82f-\ud834\udb40-\udb43\uffa0\ufff0-\ufff8]/;

/**
 * The lines of a source, of blank ones in a row the first alone, and what is wrong with its bytes and characters. Without
 * lines the source cannot be read. `last` is the number of its last line.
 */
export function readLines(source: Uint8Array | string): { lines: Line[]; last: number; diagnostics: Diagnostic[] } {
  const decoded = decode(source);
  if (typeof decoded !== 'string') return { lines: [], last: 0, diagnostics: [decoded] };
  const diagnostics: Diagnostic[] = [];
  const isClean = !RARE.test(decoded);
  const lines: Line[] = [];
  const texts = decoded.split(isClean ? '\n' : LINE_BREAK, MAX_LINES + 1);
  if (texts.length > MAX_LINES) {
    const finding = { code: 'too-many-lines', most: MAX_LINES } as const;
    return { lines: [], last: 0, diagnostics: [diagnose(finding, texts.length)] };
  }
  let isBelowBlank = false;
  for (const [index, line] of texts.entries()) {
    const isCleanLine = isClean || !RARE.test(line);
    const text = isCleanLine ? line.trim() : clean(line, index + 1, diagnostics);
    const plain = isCleanLine ? text : plainOf(text);
    if (plain === '' && isBelowBlank) continue;
    isBelowBlank = plain === '';
    lines.push({ number: index + 1, text, plain });
  }
  return { lines, last: texts.length, diagnostics };
}

/** The text of a source in UTF-8, without a byte order mark; a diagnostic if it has more bytes than `most`, or others. */
export function decode(source: Uint8Array | string, most = MAX_BYTES): string | Diagnostic {
  const bytes = Buffer.byteLength(source);
  if (bytes > most) return diagnose({ code: 'too-large', bytes, most }, 1);
  if (typeof source === 'string') return source.toWellFormed().replace(/^\ufeff/, '');
  try {
    return strictDecoder.decode(source);
  } catch {
    return notUtf8(source);
  }
}

/** The lines of a source as they are, for showing: bytes that are not UTF-8 appear as U+FFFD. */
export function sourceLines(source: Uint8Array): string[] {
  return splitLines(new TextDecoder().decode(source));
}

/** A line without the characters that nobody sees, and without white space around what is left. */
export function plainOf(text: string): string {
  return hasIgnorable(text) ? withoutIgnorable(text).trim() : text;
}

/** Takes out of a line what the format drops, and reports what it refuses. */
function clean(text: string, number: number, diagnostics: Diagnostic[]): string {
  const refused = text.search(REFUSED);
  if (refused >= 0) {
    const finding = { code: 'control-character', character: codePointAt(text, refused) } as const;
    diagnostics.push(diagnose(finding, number, columnOf(text, refused)));
  }
  const hidden = text.search(DIRECTION_MARKS);
  if (hidden >= 0) {
    const finding = { code: 'hidden-direction-mark', character: codePointAt(text, hidden) } as const;
    diagnostics.push(diagnose(finding, number, columnOf(text, hidden)));
  }
  // V8 replaces by chaining pieces, and half a million of those take thirty times the line; a list of them does not.
  return text.replace(DIRECTION_MARKS, '').split('\ufeff').join('').split('\t').join(' ').trim();
}

/** Finds the first byte that is not UTF-8: a lenient decoder puts U+FFFD there, which may also have been written. */
function notUtf8(bytes: Uint8Array): Diagnostic {
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const encoder = new TextEncoder();
  let at = lenient.indexOf('\ufffd');
  let offset = encoder.encode(lenient.slice(0, at)).length;
  while (bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd) {
    const next = lenient.indexOf('\ufffd', at + 1);
    offset += encoder.encode(lenient.slice(at, next)).length;
    at = next;
  }
  const before = splitLines(lenient.slice(0, at).replace(/^\ufeff/, ''));
  return diagnose({ code: 'not-utf8' }, before.length, columnOf(before.at(-1) ?? '', Number.POSITIVE_INFINITY));
}

function splitLines(text: string): string[] {
  return text.split(LINE_BREAK);
}

function codePointAt(text: string, offset: number): string {
  return `U+${(text.codePointAt(offset) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Code points before an offset in UTF-16 units, plus one. */
function columnOf(text: string, offset: number): number {
  return [...text.slice(0, offset)].length + 1;
}

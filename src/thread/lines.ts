/** From bytes to clean lines: the encoding, line breaks and characters that the thread format allows. */
import { type Diagnostic, diagnostic } from './diagnostics.ts';

/** The most a source may have, bytes. */
const MAX_BYTES = 1_048_576;

/** A line without its surrounding white space; empty for a blank one. `number` counts from 1. */
export type Line = { readonly number: number; readonly text: string };

const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters the format refuses
const REFUSED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u;
const DIRECTION_MARKS = /[\u202a-\u202e\u2066-\u2069]/g;

/** The lines of a source, and what is wrong with its bytes and characters. */
export function readLines(source: Uint8Array | string): { lines: Line[]; diagnostics: Diagnostic[] } {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  if (bytes.length > MAX_BYTES) {
    const message = `The text has ${bytes.length} bytes; at most ${MAX_BYTES} are allowed.`;
    return { lines: [], diagnostics: [diagnostic('too-large', 1, message)] };
  }
  const decoded = decode(bytes);
  if (typeof decoded !== 'string') return { lines: [], diagnostics: [decoded] };
  const diagnostics: Diagnostic[] = [];
  const lines = decoded.split(LINE_BREAK).map((text, index) => ({ number: index + 1, text: clean(text, index + 1) }));
  return { lines, diagnostics };

  function clean(text: string, number: number): string {
    const refused = text.search(REFUSED);
    if (refused >= 0) {
      const code = text.charCodeAt(refused).toString(16).toUpperCase().padStart(4, '0');
      const message = `A control character (U+${code}) is not allowed.`;
      diagnostics.push(diagnostic('control-character', number, message, columnOf(text, refused)));
    }
    const hidden = text.search(DIRECTION_MARKS);
    if (hidden >= 0) {
      const message = 'An invisible mark that changes the direction of text was dropped.';
      diagnostics.push(diagnostic('hidden-direction-mark', number, message, columnOf(text, hidden)));
    }
    return text.replace(DIRECTION_MARKS, '').replaceAll('\ufeff', '').replaceAll('\t', ' ').trim();
  }
}

function decode(bytes: Uint8Array): string | Diagnostic {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const lenient = new TextDecoder('utf-8').decode(bytes);
    const before = lenient.slice(0, lenient.indexOf('\ufffd')).split(LINE_BREAK);
    const column = columnOf(before.at(-1) ?? '', Number.POSITIVE_INFINITY);
    return diagnostic('not-utf8', before.length, 'The text is not UTF-8 from here on. Save it as UTF-8.', column);
  }
}

/** Code points before an offset in UTF-16 units, plus one. */
function columnOf(text: string, offset: number): number {
  return [...text.slice(0, offset)].length + 1;
}

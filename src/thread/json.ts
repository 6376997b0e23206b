/** Reads a thread from JSON, as it is exported: the model itself. */
import { z } from 'zod';
import type { Diagnostic } from './diagnostics.ts';
import { type TooLong, tooLongAsSource } from './format.ts';
import { decode, MAX_JSON_BYTES } from './lines.ts';
import { MAX_COMMENTS, ModelFault, Thread } from './model.ts';

/** What is wrong with a value. */
export type JsonFinding =
  /** `found` is what JavaScript's own reader says, in English. */
  | { readonly code: 'not-json'; readonly found: string }
  /** More objects, lists and keys than `most`, which no thread has. */
  | { readonly code: 'too-many-values'; readonly most: number }
  /** As text the thread would be longer than one may be. */
  | TooLong
  | { readonly code: 'missing' }
  | { readonly code: 'wrong-type'; readonly expected: JsonType }
  | { readonly code: 'unknown-key' }
  /** `known` is the version that this program reads and writes. */
  | { readonly code: 'unknown-version'; readonly known: number }
  | { readonly code: 'empty' }
  | { readonly code: 'too-many'; readonly most: number }
  | { readonly code: 'not-a-date' }
  | { readonly code: 'neither-language' }
  | FaultFinding;

type FaultFinding = { [Fault in ModelFault]: { readonly code: Fault } }[ModelFault];

const JsonType = z.enum(['string', 'object', 'array']);
type JsonType = z.infer<typeof JsonType>;

/** A value in a JSON text. */
type JsonPlace = {
  /** For people, such as `comments[3].text.en` (counted from 0); empty for the whole text. */
  readonly path: string;
  /** The keys and the positions in lists that lead to it. */
  readonly steps: readonly (string | number)[];
};

/** A finding and the value it is about. */
export type JsonProblem = JsonFinding & JsonPlace;

/** A thread, or why there is none: what is wrong with the bytes, or with the values. */
export type JsonResult =
  | { readonly ok: true; readonly thread: Thread }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[]; readonly problems: readonly JsonProblem[] };

/** The most objects, lists and keys: each takes far more memory than its bytes, and the largest thread has half as many. */
const MAX_VALUES = 16 * MAX_COMMENTS;

/** The version of the JSON that a thread is exported as; what has none is of the first. */
const VERSION = 1;

/** Writes a thread as {@link readThreadJson} reads it. */
export function writeThreadJson(thread: Thread): string {
  return `${JSON.stringify({ version: VERSION, ...thread }, undefined, 2)}\n`;
}

/** What an exported thread is, as JSON Schema: for editors and other programs. */
export function threadJsonSchema(): object {
  const { properties, required, ...thread } = z.toJSONSchema(Thread, {
    io: 'input',
    // It says of the types here that nobody changes a thread, not of a file.
    override: ({ jsonSchema }) => delete jsonSchema.readOnly,
  });
  const version = { type: 'integer', const: VERSION };
  return { title: 'A thread of Reprise', ...thread, properties: { version, ...properties }, required };
}

/** Reads a thread from at most 4,194,304 bytes of JSON; a byte order mark is tolerated. Never throws. */
export function readThreadJson(source: Uint8Array | string): JsonResult {
  const decoded = decode(source, MAX_JSON_BYTES);
  if (typeof decoded !== 'string') return { ok: false, diagnostics: [decoded], problems: [] };
  if (hasMoreValues(decoded, MAX_VALUES)) return refused({ code: 'too-many-values', most: MAX_VALUES, ...placeOf() });
  const value = parseJson(decoded);
  if ('found' in value) return refused({ code: 'not-json', ...placeOf(), ...value });
  const { version, thread } = withoutVersion(value.parsed);
  if (version !== undefined && version !== VERSION) {
    return refused({ code: 'unknown-version', known: VERSION, ...placeOf('version') });
  }
  const result = Thread.safeParse(thread, { reportInput: true });
  if (!result.success) return refused(...firstOfEach(result.error.issues.flatMap((issue) => problemsOf(issue))));
  // Whatever is read can be exported as text, and read again.
  const tooLong = tooLongAsSource(result.data);
  return tooLong ? refused({ ...tooLong, ...placeOf() }) : { ok: true, thread: result.data };
}

function refused(...problems: JsonProblem[]): JsonResult {
  return { ok: false, diagnostics: [], problems };
}

/** Whether a text would be read as more objects, lists and keys than `most`, if it is JSON. */
function hasMoreValues(text: string, most: number): boolean {
  let values = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length && values <= most; at += 1) {
    const character = text[at];
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted && character === '\\') at += 1;
    else if (!isQuoted && (character === '{' || character === '[' || character === ':')) values += 1;
  }
  return values > most;
}

function withoutVersion(parsed: unknown): { version?: unknown; thread: unknown } {
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return { thread: parsed };
  const { version, ...thread }: { version?: unknown } = parsed;
  return { version, thread };
}

function parseJson(text: string): { parsed: unknown } | { found: string } {
  try {
    return { parsed: JSON.parse(text) };
  } catch (error) {
    return { found: error instanceof Error ? error.message : String(error) };
  }
}

function placeOf(...steps: readonly PropertyKey[]): JsonPlace {
  return { path: z.core.toDotPath(steps), steps: steps.filter((step) => typeof step !== 'symbol') };
}

/** One problem a value is enough: who mends it sees the next. */
function firstOfEach(problems: readonly JsonProblem[]): JsonProblem[] {
  return [...Map.groupBy(problems, ({ path }) => path).values()].flatMap((same) => same.slice(0, 1));
}

function problemsOf(issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): JsonProblem[] {
  const steps = [...above, ...issue.path];
  const place = placeOf(...steps);
  switch (issue.code) {
    case 'invalid_union':
      return ofUnion(issue, steps);
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ code: 'unknown-key', ...placeOf(...steps, key) }));
    case 'invalid_type': {
      const expected = JsonType.safeParse(issue.expected);
      if (issue.input === undefined || !expected.success) return [{ code: 'missing', ...place }];
      return [{ code: 'wrong-type', expected: expected.data, ...place }];
    }
    case 'too_small':
      return [{ code: 'empty', ...place }];
    case 'too_big':
      return [{ code: 'too-many', most: Number(issue.maximum), ...place }];
    case 'invalid_format':
      return [{ code: 'not-a-date', ...place }];
    default:
      return [{ code: ModelFault.catch('not-one-line').parse(issue.message), ...place }];
  }
}

/** A union fails in each of its forms: the one that fits best tells what is wrong. */
function ofUnion({ errors }: z.core.$ZodIssueInvalidUnion, steps: readonly PropertyKey[]): JsonProblem[] {
  const forms = errors.map((issues) => issues.flatMap((issue) => problemsOf(issue, steps)));
  const place = placeOf(...steps);
  const lacksOne = ([first, ...others]: JsonProblem[]) =>
    first?.code === 'missing' && first.path !== place.path && others.length === 0;
  if (forms.every(lacksOne)) return [{ code: 'neither-language', ...place }];
  const [best = []] = forms.toSorted((one, other) => one.length - other.length);
  return best;
}

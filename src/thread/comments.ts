/** Reads the comments: who speaks, and what they say. */
import type { Bilingual } from './bilingual.ts';
import type { Report } from './diagnostics.ts';
import type { Division } from './heading.ts';
import type { Line } from './lines.ts';
import { type Comment, MAX_COMMENTS } from './model.ts';
import { type Paragraph, paragraphsOf, textOf } from './paragraphs.ts';
import { isPairWithMark, readPair, readPersonaLine } from './personaLine.ts';

/** The lines of a comment: who speaks, and what stands below. */
type Section = { readonly speaker: Line; readonly names: Bilingual; readonly lines: Line[] };

/** A line that names a speaker, or may. */
type Candidate = { readonly line: Line; readonly names: Bilingual };

type Candidates = {
  /** `EN (JA)` at the start of a paragraph. */
  readonly certain: Candidate[];
  /** The same further down in a paragraph. */
  readonly inside: Candidate[];
  /** A name without a Japanese one in brackets, at the start of a paragraph. */
  readonly bare: Candidate[];
};

/** Reads what stands below the heading. `lastLine` is where the first comment was expected if there is no heading. */
export function readComments({ comments, heading, declared }: Division, lastLine: number, report: Report): Comment[] {
  const speakers = speakersOf(paragraphsOf(comments), declared, report);
  const { before, sections } = cut(comments, speakers);
  const stray = before.find(({ plain }) => plain !== '');
  if (sections.length === 0) {
    report({ code: 'no-comments' }, stray?.number ?? heading?.number ?? lastLine);
    return [];
  }
  if (stray) report({ code: 'text-before-first-comment', found: stray.plain }, stray.number);
  const beyond = sections[MAX_COMMENTS];
  if (beyond) {
    report({ code: 'too-many-comments', found: sections.length, most: MAX_COMMENTS }, beyond.speaker.number);
  }
  if (heading && declared !== undefined && declared !== sections.length) {
    report({ code: 'comment-count', declared, found: sections.length }, heading.number);
  }
  return sections.slice(0, MAX_COMMENTS).flatMap(({ speaker, names, lines }) => {
    const text = textOf(paragraphsOf(lines), 'comment', report);
    if (!text) report({ code: 'comment-without-text', found: speaker.plain }, speaker.number);
    return text ? [{ persona: names, text }] : [];
  });
}

/**
 * The lines that begin a comment, with their names: every certain one, then as many of the others as the declared number
 * still asks for, from the top. Without a number every bare name counts, and no line inside a paragraph.
 */
function speakersOf(paragraphs: readonly Paragraph[], declared: number | undefined, report: Report) {
  const { certain, inside, bare } = candidatesOf(paragraphs, report);
  const asked = Math.max(0, (declared ?? 0) - certain.length);
  const insideTaken = inside.slice(0, asked);
  const bareAsked = declared === undefined ? bare.length : asked - insideTaken.length;
  const bareTaken = bare.slice(0, bareAsked);
  inside.forEach(({ line }, index) => {
    const readAs = index < insideTaken.length ? 'speaker' : 'text';
    report({ code: 'persona-line-inside', found: line.plain, readAs }, line.number);
  });
  const isUnclear = asked > 0 && inside.length + bare.length > asked;
  bare.forEach(({ line }, index) => {
    const readAs = index < bareTaken.length ? 'speaker' : 'text';
    if (isUnclear) report({ code: 'unclear-name', found: line.plain, readAs }, line.number);
  });
  return new Map([...certain, ...insideTaken, ...bareTaken].map(({ line, names }) => [line, names]));
}

function candidatesOf(paragraphs: readonly Paragraph[], report: Report): Candidates {
  const candidates: Candidates = { certain: [], inside: [], bare: [] };
  paragraphs.forEach((paragraph, index) => {
    const [first, ...below] = paragraph;
    if (below.length === 0) {
      const names = readPair(first.plain);
      if (!names) return;
      // Another speaker, or nobody, below it: its text is missing. Else it is a text itself.
      if (startsWithPair(paragraphs[index + 1])) candidates.certain.push({ line: first, names });
      else report({ code: 'persona-line-alone', found: first.plain }, first.number);
      return;
    }
    const persona = readPersonaLine(first.plain);
    if (persona) candidates[persona.bare ? 'bare' : 'certain'].push({ line: first, names: persona.names });
    else if (isPairWithMark(first.plain)) {
      report({ code: 'persona-line-with-mark', found: first.plain }, first.number);
    }
    for (const line of below.slice(0, -1)) {
      const names = readPair(line.plain);
      if (names) candidates.inside.push({ line, names });
    }
  });
  return candidates;
}

function startsWithPair(next: Paragraph | undefined): boolean {
  return next === undefined || readPair(next[0].plain) !== undefined;
}

/** Cuts the lines below the heading at the speakers. */
function cut(lines: readonly Line[], speakers: ReadonlyMap<Line, Bilingual>): { before: Line[]; sections: Section[] } {
  const before: Line[] = [];
  const sections: Section[] = [];
  for (const line of lines) {
    const names = speakers.get(line);
    if (names) sections.push({ speaker: line, names, lines: [] });
    else (sections.at(-1)?.lines ?? before).push(line);
  }
  return { before, sections };
}

/** The list of posts that a replay makes: computed up front from a thread and a language. */

import { escapeMarkdown, heading } from '../text/escape.ts';
import { acceptableName } from '../text/names.ts';
import { split } from '../text/split.ts';
import { type Bilingual, isBilingual, type Language } from '../thread/bilingual.ts';
import { type PersonaKey, personaKey } from '../thread/identity.ts';
import { textIn } from '../thread/language.ts';
import type { Thread } from '../thread/model.ts';
import { shownCard } from '../thread/utterance.ts';
import { cardText } from './cardText.ts';
import { threadFaces } from './casting.ts';
import { ownFace } from './face.ts';
import { readingTime } from './pace.ts';
import type { ContentLanguage, Post } from './post.ts';

/** What a replay plays of a thread, and how. */
export type ScriptOptions = {
  language: ContentLanguage;
  /** The first comment played, by the thread's numbering; 0 is the post itself. */
  from: number;
  /** Only what this persona says (a persona key); the thread's post counts as its author's. */
  persona?: PersonaKey | undefined;
  /** The numbers of what is left out. */
  leftOut?: ReadonlySet<number> | undefined;
};

/** Words the note that a text exists only in `has`, in the language asked for. */
export type OnlyIn = (asked: Language, has: Language) => string;

/** One turn of the conversation: what one persona says, before it is cut into posts. */
type Turn = {
  comment: number;
  names: Bilingual;
  content: string;
  /** Nothing of it has a translation. */
  oneLanguage: boolean;
};

/** The posts of a replay, in order; none when the persona says nothing from `from` on. */
export function writeScript(thread: Thread, options: ScriptOptions, onlyIn: OnlyIn): Post[] {
  const names = displayNames(thread, options.language);
  const faces = threadFaces(thread);
  const chosen = turnsOf(thread, options.language, onlyIn).filter(
    ({ comment, names: by }) =>
      comment >= options.from &&
      (options.persona === undefined || personaKey(by) === options.persona) &&
      !options.leftOut?.has(comment),
  );
  return chosen.flatMap((turn, index) => {
    const persona = personaKey(turn.names);
    const username = names.get(persona) ?? acceptableName(nameIn(turn.names, options.language));
    const face = faces.get(persona) ?? ownFace(persona);
    const before = chosen[index - 1];
    const reading = before ? readingTime(before.content, options.language) : 0;
    // A text that needs several posts is still said at once; what comes after it waits for all of it.
    return split(turn.content).map((content, part) => {
      const post = { comment: turn.comment, persona, face, username, content, reading: part === 0 ? reading : 0 };
      return turn.oneLanguage ? { ...post, oneLanguage: true as const } : post;
    });
  });
}

function turnsOf(thread: Thread, language: ContentLanguage, onlyIn: OnlyIn): Turn[] {
  const post: Turn = {
    comment: 0,
    names: thread.author,
    content: postContent(thread, language, onlyIn),
    oneLanguage: !isBilingual(thread.title) && !(thread.body && isBilingual(thread.body)),
  };
  const comments = thread.comments.map((comment, index) => ({
    comment: index + 1,
    names: comment.persona,
    content: contentOf(comment.text, language, onlyIn),
    oneLanguage: !isBilingual(comment.text),
  }));
  return [post, ...comments];
}

function postContent(thread: Thread, language: ContentLanguage, onlyIn: OnlyIn): string {
  const titles =
    language === 'both'
      ? [thread.title.en, thread.title.ja].filter((title) => title !== undefined)
      : [textIn(thread.title, language).text];
  const headings = titles.map((title) => heading(1, escapeMarkdown(title))).join('\n');
  const body = thread.body && contentOf(thread.body, language, onlyIn);
  const card = shownCard(thread);
  return [headings, body, card && cardText(card)].filter((part) => part !== undefined).join('\n\n');
}

function contentOf(text: Bilingual, language: ContentLanguage, onlyIn: OnlyIn): string {
  if (language === 'both') {
    return [text.en, text.ja]
      .filter((version) => version !== undefined)
      .map(escapeMarkdown)
      .join('\n\n');
  }
  const shown = textIn(text, language);
  const content = escapeMarkdown(shown.text);
  return shown.language === language ? content : `${content}\n-# ${onlyIn(language, shown.language)}`;
}

/** The name each persona of a thread is shown by: two personas never share one. */
function displayNames(thread: Thread, language: ContentLanguage): Map<string, string> {
  const shown = new Map<string, string>();
  const namesakes = new Map<string, number>();
  for (const names of [thread.author, ...thread.comments.map((comment) => comment.persona)]) {
    const persona = personaKey(names);
    if (shown.has(persona)) continue;
    const name = nameIn(names, language);
    const plain = acceptableName(name);
    const before = namesakes.get(plain) ?? 0;
    namesakes.set(plain, before + 1);
    shown.set(persona, acceptableName(name, before));
  }
  return shown;
}

function nameIn(names: Bilingual, language: ContentLanguage): string {
  if (language !== 'both') return textIn(names, language).text;
  return isBilingual(names) ? `${names.en} (${names.ja})` : textIn(names, 'en').text;
}

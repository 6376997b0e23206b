/** Takes a thread apart into the texts that are searched one by one. */
import { Language } from '../thread/bilingual.ts';
import { personaKey } from '../thread/identity.ts';
import type { Thread } from '../thread/model.ts';

/** One comment in one language; comment 0 is the thread's post. */
export type SearchDocument = {
  readonly comment: number;
  readonly language: Language;
  /** Who says it: a persona's key. */
  readonly persona: string;
  readonly text: string;
};

/** The texts of a thread, comment by comment. */
export function documentsOf(thread: Thread): SearchDocument[] {
  return [
    ...documents(0, personaKey(thread.author), (language) => postText(thread, language)),
    ...thread.comments.flatMap(({ persona, text }, index) =>
      documents(index + 1, personaKey(persona), (language) => text[language]),
    ),
  ];
}

function documents(
  comment: number,
  persona: string,
  textIn: (language: Language) => string | undefined,
): SearchDocument[] {
  return Language.options.flatMap((language) => {
    const text = textIn(language);
    return text === undefined ? [] : [{ comment, language, persona, text }];
  });
}

/** Title, a blank line, body: whatever of it there is in that language. */
function postText({ title, body }: Thread, language: Language): string | undefined {
  const parts = [title[language], body?.[language]].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join('\n\n');
}

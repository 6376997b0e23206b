/** Whether the library still says what a replay posted: threads can be replaced while their posts stand in a channel. */
import type { ContentLanguage, Post } from '../replay/post.ts';
import { personaKey } from '../thread/identity.ts';
import { bothIn, textIn } from '../thread/language.ts';
import type { Utterance } from '../thread/utterance.ts';

/**
 * Whether a replay posted exactly this as a comment: the same persona, and every word.
 *
 * @param parts the posts of the comment
 * @param language of the replay
 */
export function isPosted(
  { persona, title, text }: Utterance,
  parts: readonly Post[],
  language: ContentLanguage,
): boolean {
  const posted = bare(parts.map(({ content }) => content).join(''));
  const bySame = parts.every((part) => part.persona === personaKey(persona));
  const shown = [title, text].flatMap((part) => {
    if (!part) return [];
    return language === 'both' ? bothIn(part, 'en') : [textIn(part, language).text];
  });
  return bySame && shown.every((version) => posted.includes(bare(version)));
}

/** A text without what escaping and splitting change. */
function bare(text: string): string {
  return text.replace(/[\s\\<>]/g, '');
}

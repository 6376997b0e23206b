/** The ThreadChannel, or the forum's post, that is opened for a replay: what it is called, and filed under. */
import { z } from 'zod';
import { limits } from '../text/limits.ts';
import { shorten } from '../text/shorten.ts';
import type { Bilingual, Language } from '../thread/bilingual.ts';
import { bothIn, textIn } from '../thread/language.ts';
import type { ContentLanguage } from './post.ts';

const Name = z.string().min(1).max(limits.threadChannelName);

/** What is to be opened. */
export const Discussion = z
  .discriminatedUnion('kind', [
    /** From the control message where that is in the same channel, else alone; `announces` in an announcement channel. */
    z.object({ kind: z.literal('thread-channel'), name: Name, announces: z.boolean() }),
    /** By the first post of the replay, under the tags with these ids. */
    z.object({ kind: z.literal('forum-post'), name: Name, tags: z.array(z.string()).readonly() }),
  ])
  .readonly();
export type Discussion = z.infer<typeof Discussion>;

/** What a forum's posts can be filed under (`resources/channel#forum-tag-object`). */
export type ForumTag = {
  readonly id: string;
  readonly name: string;
  /** Only who may manage ThreadChannels applies it. */
  readonly moderated: boolean;
};

/**
 * What a discussion of a thread is called: its title in the language of the posts. Of both languages both titles, the one
 * in `speech` first, if there is room for them, else that one.
 */
export function discussionName(title: Bilingual, language: ContentLanguage, speech: Language): string {
  if (language !== 'both') return shorten(textIn(title, language).text, limits.threadChannelName);
  const whole = bothIn(title, speech).join(' / ');
  return whole.length <= limits.threadChannelName
    ? whole
    : shorten(textIn(title, speech).text, limits.threadChannelName);
}

/**
 * The tag of a forum that is called like a thread's category, in either language. Of several, the first that everybody may
 * apply.
 *
 * @param category as threads have it: `Work / 働き方`
 * @param manages whether those tags count, too, that only who may manage ThreadChannels applies
 */
export function tagFor(category: string, tags: readonly ForumTag[], manages: boolean): ForumTag | undefined {
  const names = new Set([category, ...category.split(/[/／|｜・]/)].map(folded).filter((name) => name !== ''));
  const fitting = tags.filter(({ name, moderated }) => names.has(folded(name)) && (manages || !moderated));
  return fitting.find(({ moderated }) => !moderated) ?? fitting[0];
}

/** Case, width and the spaces around a name make no difference to people. */
function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

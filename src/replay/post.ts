/** What a replay posts, in which language and how fast. */
import { z } from 'zod';
import { limits } from '../text/limits.ts';
import { Language } from '../thread/bilingual.ts';
import { PersonaKey } from '../thread/identity.ts';
import { FaceNumber } from './face.ts';

/** What a server or a replay posts: English, Japanese, or both in one message. */
export const ContentLanguage = z.enum([...Language.options, 'both']);
export type ContentLanguage = z.infer<typeof ContentLanguage>;

/** How fast a replay runs: `instant` leaves no gap but what rate limits ask, `step` goes on when somebody presses `Next`. */
export const Pace = z.enum(['instant', 'fast', 'natural', 'slow', 'step']);
export type Pace = z.infer<typeof Pace>;

/** Which posts of a replay may notify members: the first alone, all, or none. */
export const Notify = z.enum(['first', 'all', 'none']);
export type Notify = z.infer<typeof Notify>;

/** One webhook message of a replay, ready to send. */
export const Post = z
  .object({
    /** The comment it comes from: 0 is the thread's own post. */
    comment: z.number().int().min(0),
    /** The key of the persona who speaks. */
    persona: PersonaKey,
    /** The face it is shown with, the same in all posts of the replay. */
    face: FaceNumber,
    /** The name shown, 1 to 80 UTF-16 units, acceptable to Discord. */
    username: z.string().min(1).max(limits.username),
    /** The text shown, 1 to 2,000 UTF-16 units, markdown escaped. */
    content: z.string().min(1).max(limits.content),
    /**
     * Milliseconds that readers need for what is said before it; 0 for the first, and within a text that needs several
     * posts. How much of it the gap before the post leaves depends on the pace.
     */
    reading: z.number().int().min(0),
    /** There where what is said exists in one language alone, so that there is nothing to translate. */
    oneLanguage: z.literal(true).optional(),
  })
  .readonly();
export type Post = z.infer<typeof Post>;

/** What the index in PostgreSQL is asked for at most. */

/** Tokens of a phrase: more of them follow each other in no part of a long text for certain. What is asked for longer ones is looked through. */
export const LONGEST_PHRASE = 100;

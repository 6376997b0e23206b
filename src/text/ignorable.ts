/** Characters that nobody sees: they shape or hide their neighbours, and are no part of what is written. */

/**
 * Default-ignorable code points (Unicode's `Default_Ignorable_Code_Point`): soft hyphen, zero-width spaces and joiners,
 * direction marks, variation selectors, Hangul fillers, tags.
 */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;
const ALL_IGNORABLE = /\p{Default_Ignorable_Code_Point}+/gu;

/** Whether a text holds a character that nobody sees. */
export function hasIgnorable(text: string): boolean {
  return IGNORABLE.test(text);
}

/** The text without the characters that nobody sees. An emoji that a joiner or a selector makes falls apart by it. */
export function withoutIgnorable(text: string): string {
  return text.replace(ALL_IGNORABLE, '');
}

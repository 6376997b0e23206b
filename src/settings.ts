/** A server's settings: what it chose, and the defaults where it chose nothing. */
import type { ContentLanguage, Pace } from './replay/post.ts';
import type { Language } from './thread/bilingual.ts';

/** A setting in force, and whether the server chose it. */
type Setting<Value> = { readonly value: Value; readonly chosen: boolean };

export type Settings = {
  readonly language: Setting<ContentLanguage>;
  readonly pace: Setting<Pace>;
  /** Whether posts carry the small button that translates them. */
  readonly translate: Setting<boolean>;
};

/** A server's own choices; null where it made none. */
export type Choices = {
  readonly language: ContentLanguage | null;
  readonly pace: Pace | null;
  readonly translate: boolean | null;
};

/** The language of somebody whose Discord speaks `locale` (`discord-api-docs reference#locales`). */
export function languageOfLocale(locale: string | null | undefined): Language {
  return locale?.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}

/** What holds in a server, given its preferred locale. */
export function settingsInForce(choices: Choices, preferredLocale: string | null): Settings {
  return {
    language: setting<ContentLanguage>(choices.language, languageOfLocale(preferredLocale)),
    pace: setting<Pace>(choices.pace, 'natural'),
    translate: setting<boolean>(choices.translate, true),
  };
}

function setting<Value>(choice: Value | null, byDefault: Value): Setting<Value> {
  return choice === null ? { value: byDefault, chosen: false } : { value: choice, chosen: true };
}

/** The language of the sentences a whole server reads; `both` concerns content only, the locale decides then. */
export function speechOf(language: ContentLanguage, preferredLocale: string | null): Language {
  return language === 'both' ? languageOfLocale(preferredLocale) : language;
}

/** A server's settings: what it chose, and the defaults where it chose nothing. */
import { z } from 'zod';
import { ContentLanguage, Notify, Pace } from './replay/post.ts';
import { QuietHours } from './schedule/quietHours.ts';
import type { Language } from './thread/bilingual.ts';

/** What a server can choose; as it is stored, what was not chosen is not there. */
export const Choices = z
  .object({
    language: ContentLanguage,
    pace: Pace,
    notify: Notify,
    /** Whether posts carry the small button that translates them. */
    translate: z.boolean(),
    /** When nothing begins by schedule. */
    quiet: z.union([z.literal('off'), QuietHours]),
  })
  .partial()
  .readonly();
export type Choices = z.infer<typeof Choices>;

type Values = { readonly [Name in keyof Choices]-?: NonNullable<Choices[Name]> };

/** A setting in force, and whether the server chose it. */
type Setting<Value> = { readonly value: Value; readonly chosen: boolean };

/** Every setting, with its value in force. */
export type Settings = { readonly [Name in keyof Values]: Setting<Values[Name]> };

/** What holds in a server, given its preferred locale. */
export function settingsInForce(choices: Choices, preferredLocale: string | null): Settings {
  return {
    language: setting(choices.language, languageOfLocale(preferredLocale)),
    pace: setting(choices.pace, 'natural'),
    notify: setting(choices.notify, 'first'),
    translate: setting(choices.translate, true),
    quiet: setting<Values['quiet']>(choices.quiet, 'off'),
  };
}

/**
 * What each setting can be, in the order in which it is offered; `typed` for one that takes more than a choice from a menu.
 */
export const settingValues: { readonly [Name in keyof Settings]: readonly Settings[Name]['value'][] | 'typed' } = {
  language: ContentLanguage.options,
  pace: Pace.options,
  notify: Notify.options,
  translate: [true, false],
  quiet: 'typed',
};

function setting<Value>(choice: Value | undefined, byDefault: Value): Setting<Value> {
  return choice === undefined ? { value: byDefault, chosen: false } : { value: choice, chosen: true };
}

/** The time zone of a server whose people say none, by the language of its sentences. */
export function defaultZone(speech: Language): string {
  return speech === 'ja' ? 'Asia/Tokyo' : 'UTC';
}

/** The language of somebody whose Discord speaks `locale` (`discord-api-docs reference#locales`). */
export function languageOfLocale(locale: string | null | undefined): Language {
  return locale?.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}

/** The language of the sentences a whole server reads; `both` concerns content only, the locale decides then. */
export function speechOf(language: ContentLanguage, preferredLocale: string | null): Language {
  return language === 'both' ? languageOfLocale(preferredLocale) : language;
}

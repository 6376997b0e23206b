import { describe, expect, it } from 'vitest';
import { settingsInForce, speechOf } from '../src/settings.ts';

const nothing = {};

describe('settings', () => {
  it('default to Japanese on a Japanese server, to English elsewhere, at a natural pace', () => {
    expect(settingsInForce(nothing, 'ja').language).toEqual({ value: 'ja', chosen: false });
    expect(settingsInForce(nothing, 'fr').language).toEqual({ value: 'en', chosen: false });
    expect(settingsInForce(nothing, null).translate).toEqual({ value: true, chosen: false });
    expect(settingsInForce(nothing, null).pace).toEqual({ value: 'natural', chosen: false });
  });

  it('are what the server chose, once it did', () => {
    const quiet = { from: '22:00', to: '07:00', zone: 'Asia/Tokyo' };
    expect(settingsInForce({ language: 'both', pace: 'slow', notify: 'none', translate: false, quiet }, 'ja')).toEqual({
      language: { value: 'both', chosen: true },
      pace: { value: 'slow', chosen: true },
      notify: { value: 'none', chosen: true },
      translate: { value: false, chosen: true },
      quiet: { value: quiet, chosen: true },
    });
  });

  it('leave the language of sentences to the locale when both languages are posted', () => {
    expect(speechOf('both', 'ja')).toBe('ja');
    expect(speechOf('both', 'en-GB')).toBe('en');
    expect(speechOf('en', 'ja')).toBe('en');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commentOf, languageOf, textIdOf } from '../../../src/store/search/numbers.ts';

describe('the id of a text', () => {
  it('the id of a text tells its comment and its language', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('en', 'ja'), (comment, language) => {
        const id = textIdOf(comment, language);
        expect([commentOf(id), languageOf(id)]).toEqual([comment, language]);
      }),
    );
  });

  it('the id of a text is another for each text, and higher the newer its comment', () => {
    const ids = [0, 1, 2].flatMap((comment) => [textIdOf(comment, 'en'), textIdOf(comment, 'ja')]);
    expect(ids).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

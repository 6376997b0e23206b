import { describe, expect, it } from 'vitest';
import { documentsOf } from '../../src/search/documents.ts';
import { personaKey } from '../../src/thread/identity.ts';

const author = { en: 'Ann' };
const persona = { ja: 'ボブ' };

describe('the searched texts of a thread', () => {
  it('the searched texts of a thread are its comments, one text a language, and its post as number 0 under its author’s name', () => {
    const thread = {
      category: 'AI',
      date: '2025-01-01',
      author,
      title: { en: 'Title', ja: '題' },
      body: { en: 'Body.' },
      comments: [{ persona, text: { en: 'Yes.', ja: 'はい。' } }],
    };
    expect(documentsOf(thread)).toEqual([
      { comment: 0, language: 'en', persona: personaKey(author), text: 'Title\n\nBody.' },
      { comment: 0, language: 'ja', persona: personaKey(author), text: '題' },
      { comment: 1, language: 'en', persona: personaKey(persona), text: 'Yes.' },
      { comment: 1, language: 'ja', persona: personaKey(persona), text: 'はい。' },
    ]);
  });

  it('the searched texts of a thread leave out a language in which nothing was said', () => {
    const thread = { category: 'AI', date: '2025-01-01', author, title: { ja: '題' }, comments: [] };
    expect(documentsOf(thread).map(({ language }) => language)).toEqual(['ja']);
  });
});

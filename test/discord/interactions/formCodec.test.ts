import { ComponentType } from 'discord.js';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { Refusal } from '../../../src/app/problem.ts';
import { choiceInput, formCodec, textInput } from '../../../src/discord/interactions/formCodec.ts';
import { pageNumber } from '../../../src/discord/interactions/idFields.ts';

const note = formCodec(
  'note',
  { page: pageNumber },
  { words: textInput({ lines: 'several', max: 200 }), mood: choiceInput(['glad', 'sad']) },
);

const nothing = { text: '', chosen: [] };

describe('a form', () => {
  it('a form opens with the words given, in the order of its inputs', () => {
    const form = note.open(
      { page: 3 },
      {
        title: 'A note',
        inputs: {
          words: { label: 'What?', placeholder: 'Anything', value: 'Hello' },
          mood: { label: 'How?', description: 'Be honest.', names: { glad: 'Glad', sad: 'Sad' }, chosen: 'sad' },
        },
      },
    );
    expect(form).toMatchObject({
      custom_id: 'note:3',
      title: 'A note',
      components: [
        {
          type: ComponentType.Label,
          label: 'What?',
          component: { custom_id: 'words', value: 'Hello', max_length: 200 },
        },
        {
          type: ComponentType.Label,
          label: 'How?',
          description: 'Be honest.',
          component: {
            custom_id: 'mood',
            options: [
              { value: 'glad', label: 'Glad' },
              { value: 'sad', label: 'Sad', default: true },
            ],
          },
        },
      ],
    });
  });

  it('what was entered is read by the names of the inputs, each of its own type', () => {
    const entered = note.entered((name) =>
      name === 'words' ? { ...nothing, text: 'Hi' } : { ...nothing, chosen: ['sad'] },
    );
    expect(entered).toEqual({ words: 'Hi', mood: 'sad' });
    expectTypeOf(entered).toEqualTypeOf<{ readonly words: string; readonly mood: 'glad' | 'sad' }>();
  });

  it('a choice that this version does not offer is refused', () => {
    expect(() => note.entered(() => ({ ...nothing, chosen: ['mad'] }))).toThrow(Refusal);
  });

  it('a text that Discord’s client would not have let anybody enter is refused', () => {
    const enter = (text: string) =>
      note.entered((name) => (name === 'words' ? { ...nothing, text } : { ...nothing, chosen: ['sad'] }));
    expect(() => enter('x'.repeat(201))).toThrow(Refusal);
    expect(() => enter('')).toThrow(Refusal);
    expect(enter('x'.repeat(200)).words).toHaveLength(200);
    const optional = formCodec('optional', {}, { words: textInput({ required: false }) });
    expect(optional.entered(() => nothing)).toEqual({ words: '' });
  });

  it('a choice of a form cannot offer more than Discord lets it', () => {
    const words = Array.from({ length: 26 }, (_, number) => `word-${number}`);
    expect(() => choiceInput(words)).toThrow(RangeError);
    expect(() => choiceInput(words.slice(1))).not.toThrow();
  });

  it('a form cannot ask for more than Discord lets it', () => {
    const one = textInput();
    expect(() => formCodec('big', {}, { a: one, b: one, c: one, d: one, e: one, f: one })).toThrow(RangeError);
  });
});

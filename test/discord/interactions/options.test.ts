import { ApplicationCommandOptionType, ChannelType } from 'discord.js';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { Refusal } from '../../../src/app/problem.ts';
import {
  attachment,
  channel,
  choice,
  integer,
  number,
  type OptionValues,
  text,
  yesOrNo,
} from '../../../src/discord/interactions/options.ts';

const described = { ja: '名前', does: { en: 'What it does', ja: '説明' } };

/** Every kind of option, some of them required. */
const options = {
  words: text(described),
  thread: text({ ...described, required: true, completes: true }),
  pace: choice({ ...described, values: ['fast', 'slow'], names: ({ pace }) => pace }),
  language: choice({
    ...described,
    values: ['en', 'ja'],
    names: ({ contentLanguage }) => contentLanguage,
    required: true,
  }),
  page: integer({ ...described, min: 1, max: 9 }),
  share: number({ ...described, required: true }),
  private: yesOrNo(described),
  place: channel({ ...described, types: [ChannelType.GuildText, ChannelType.GuildForum] }),
  file: attachment({ ...described, fileTypes: ['.txt', '.json'], required: true }),
};

describe('the options of a command', () => {
  it('each option is shown to Discord with its words in both languages', () => {
    for (const [name, option] of Object.entries(options)) {
      expect(option.definition(name)).toMatchObject({
        name,
        name_localizations: { ja: '名前' },
        description: 'What it does',
        description_localizations: { ja: '説明' },
      });
    }
  });

  it('each option is shown to Discord as what it is', () => {
    const {
      String: Text,
      Integer,
      Number: Float,
      Boolean: YesOrNo,
      Channel,
      Attachment,
    } = ApplicationCommandOptionType;
    expect(options.words.definition('words')).toMatchObject({ type: Text });
    expect(options.thread.definition('thread')).toMatchObject({ type: Text, required: true, autocomplete: true });
    expect(options.pace.definition('pace')).toMatchObject({
      type: Text,
      choices: [
        { name: 'Fast', name_localizations: { ja: '速め' }, value: 'fast' },
        { name: 'Slow', name_localizations: { ja: 'ゆっくり' }, value: 'slow' },
      ],
    });
    expect(options.page.definition('page')).toMatchObject({ type: Integer, min_value: 1, max_value: 9 });
    expect(options.share.definition('share')).toMatchObject({ type: Float, required: true });
    expect(options.private.definition('private')).toMatchObject({ type: YesOrNo });
    expect(options.place.definition('place')).toMatchObject({ type: Channel, channel_types: [0, 15] });
    expect(options.file.definition('file')).toMatchObject({ type: Attachment, file_types: ['.txt', '.json'] });
  });

  it('a value that this version does not offer is refused as outdated', () => {
    const outdated = new Refusal({ code: 'outdated' });
    expect(() => options.pace.read({ value: 'hasty' })).toThrow(outdated);
    expect(() => options.words.read({ value: 3 })).toThrow(outdated);
    expect(() => options.page.read({ value: 'three' })).toThrow(outdated);
    expect(() => options.private.read({ value: 'yes' })).toThrow(outdated);
    expect(() => options.place.read({ value: '1' })).toThrow(outdated);
    expect(() => options.file.read({ value: '1' })).toThrow(outdated);
  });

  it('what Discord’s client would not have let anybody send is refused as outdated', () => {
    const outdated = new Refusal({ code: 'outdated' });
    for (const value of [0, 10, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => options.page.read({ value }), String(value)).toThrow(outdated);
    }
    expect([1, 9].map((value) => options.page.read({ value }))).toEqual([1, 9]);
    expect(() => options.share.read({ value: Number.NaN })).toThrow(outdated);
    const voice = { id: '1', type: ChannelType.GuildVoice, name: 'talk', permissions: '0' } as const;
    expect(() => options.place.read({ value: '1', channel: voice })).toThrow(outdated);
  });

  it('an option of more choices than Discord takes cannot be made', () => {
    const values = Array.from({ length: 26 }, (_, number) => `choice-${number}`);
    const names = () => Object.fromEntries(values.map((value) => [value, value]));
    expect(() => choice({ ...described, values, names })).toThrow(RangeError);
    expect(() => choice({ ...described, values: values.slice(1), names })).not.toThrow();
  });

  it('the values have the types of their options, and only what is required is surely there', () => {
    type Values = OptionValues<typeof options>;
    expectTypeOf<Values['words']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Values['thread']>().toEqualTypeOf<string>();
    expectTypeOf<Values['pace']>().toEqualTypeOf<'fast' | 'slow' | undefined>();
    expectTypeOf<Values['language']>().toEqualTypeOf<'en' | 'ja'>();
    expectTypeOf<Values['page']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<Values['share']>().toEqualTypeOf<number>();
    expectTypeOf<Values['private']>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<NonNullable<Values['place']>['appPermissions']>().toEqualTypeOf<bigint | undefined>();
    expectTypeOf<Values['file']['size']>().toEqualTypeOf<number>();
  });
});

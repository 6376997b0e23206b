import {
  type APIMessage,
  ApplicationCommandType,
  ChannelType,
  ComponentType,
  GatewayDispatchEvents,
  InteractionType,
  PermissionFlagsBits,
} from 'discord.js';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal } from '../../../src/app/problem.ts';
import { toCaller } from '../../../src/discord/interactions/answer.ts';
import { commandKit } from '../../../src/discord/interactions/command.ts';
import { choiceInput, formCodec, textInput } from '../../../src/discord/interactions/formCodec.ts';
import { buttonCodec, menuCodec } from '../../../src/discord/interactions/idCodec.ts';
import { freeText, oneOf, pageNumber } from '../../../src/discord/interactions/idFields.ts';
import {
  attachment,
  channel,
  choice,
  integer,
  number,
  text,
  yesOrNo,
} from '../../../src/discord/interactions/options.ts';
import { InteractionRouter } from '../../../src/discord/interactions/router.ts';
import { button, buttons, notice, type View } from '../../../src/discord/views/parts.ts';
import { surroundings } from '../../../src/sandbox/loopback/interactions/interactionPayload.ts';
import { buttonsOf, textOf } from '../../../src/sandbox/loopback/people/components.ts';
import { startTestRouter, type TestRouter } from '../../support/testRouter.ts';

/** What the handlers of this test get: what was given to them, and what became of what they answered. */
type Services = { readonly got: unknown[]; readonly sent: (string | undefined)[] };

const { chatCommand, commandGroup, messageCommand, onChoice, onPress, onSubmit, subcommand } = commandKit<Services>();

const described = { ja: '名', does: { en: 'What it does', ja: '説明' } };

const openNote = buttonCodec('open', { words: freeText(20) });
const later = buttonCodec('later', { end: oneOf(['well', 'badly']) });
const pickMood = menuCodec('pick', { page: pageNumber }, oneOf(['glad', 'sad']));
const note = formCodec('note', { page: pageNumber }, { words: textInput(), mood: choiceInput(['glad', 'sad']) });

const noteWords = {
  title: 'A note',
  inputs: { words: { label: 'What?' }, mood: { label: 'How?', names: { glad: 'Glad', sad: 'Sad' } } },
};

const file = { name: 'note.txt', bytes: new TextEncoder().encode('ありがとう'), description: 'A note' };
const fileView: View = [{ type: ComponentType.File, file: { url: 'attachment://note.txt' } }];

const menuView: View = [
  {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: pickMood.id({ page: 4 }),
        placeholder: 'Mood',
        max_values: 2,
        options: [
          { label: 'Glad', value: pickMood.value.write('glad') },
          { label: 'Sad', value: pickMood.value.write('sad') },
        ],
      },
    ],
  },
];

const lab = commandGroup('lab', {
  ...described,
  subcommands: {
    options: subcommand({
      ...described,
      options: {
        words: text({ ...described, required: true, completes: true }),
        pace: choice({ ...described, values: ['fast', 'slow'], names: ({ pace }) => pace }),
        page: integer({ ...described, min: 1 }),
        share: number(described),
        private: yesOrNo(described),
        place: channel({ ...described, types: [ChannelType.GuildText] }),
        file: attachment({ ...described, fileTypes: ['.txt'] }),
      },
      complete: {
        words: async ({ call }, typed, { pace, page }) => [
          { name: `${typed} ${pace} ${page} ${call.requester.language}`, value: typed },
        ],
      },
      run: async ({ services }, options) => {
        services.got.push(options);
        return toCaller(notice('Read.'));
      },
    }),
    file: subcommand({
      ...described,
      run: async ({ services }) => ({
        kind: 'reply',
        private: true,
        view: fileView,
        files: [file],
        sent: async (id) => void services.sent.push(id),
      }),
    }),
    slow: subcommand({
      ...described,
      options: { end: choice({ ...described, values: ['on', 'off'], names: (words) => words.switch, required: true }) },
      run: async ({ services }, { end }) => ({
        kind: 'defer',
        private: end === 'off',
        later: async () => ({ view: fileView, files: [file], sent: async (id) => void services.sent.push(id) }),
      }),
    }),
    fails: subcommand({
      ...described,
      options: { private: yesOrNo({ ...described, required: true }) },
      run: async (_, options) => ({
        kind: 'defer',
        private: options.private,
        later: async () => {
          throw new Refusal({ code: 'no-replay-here' });
        },
      }),
    }),
    breaks: subcommand({
      ...described,
      run: async () => {
        throw new Error('a secret of ours');
      },
    }),
    buttons: subcommand({
      ...described,
      run: async () =>
        toCaller([
          buttons(
            button('Note', openNote.id({ words: 'a:b%c' })),
            button('Later', later.id({ end: 'well' })),
            button('Never', later.id({ end: 'badly' })),
          ),
          ...menuView,
        ]),
    }),
  },
  handlers: [
    onPress(openNote, async ({ services }, { words }) => {
      services.got.push(words);
      return { kind: 'form', form: note.open({ page: 7 }, noteWords) };
    }),
    onPress(later, async ({ services }, { end }) => ({
      kind: 'defer-update',
      later: async () => {
        if (end === 'badly') throw new Refusal({ code: 'no-replay-here' });
        return { view: notice('At last.'), sent: async (id) => void services.sent.push(id) };
      },
    })),
    onChoice(pickMood, async (_, { page }, moods) => ({ kind: 'update', view: notice(`${page}: ${moods.join()}`) })),
    onSubmit(note, async (_, { page }, { words, mood }) => ({
      kind: 'update',
      view: notice(`${page} ${words} ${mood}`),
    })),
  ],
});

const form = chatCommand('form', {
  ...described,
  memberPermissions: PermissionFlagsBits.ViewChannel,
  run: async () => ({ kind: 'form', form: note.open({ page: 1 }, noteWords) }),
});

/** Its buttons were made by a version that answered them otherwise. */
const stale = messageCommand({
  name: { en: 'Stale', ja: '古い' },
  run: async () => toCaller([buttons(button('Old', buttonCodec('gone', {}).id({})))]),
});

const attachmentsOf = ({ attachments }: APIMessage) => attachments.map(({ filename, size }) => ({ filename, size }));

describe('the router', () => {
  let services: Services;
  let lines: string[];
  let router: TestRouter;

  beforeEach(async () => {
    services = { got: [], sent: [] };
    lines = [];
    const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
    router = await startTestRouter([lab, form, stale], services, log);
  });

  afterEach(() => router[Symbol.asyncDispose]());

  it('a handler gets every kind of option as plain data, and nothing for what was left out', async () => {
    const { alex } = router;
    await alex.slash('/lab options', { words: 'hello' });
    expect(services.got.pop()).toEqual({
      ...{ words: 'hello', pace: undefined, page: undefined, share: undefined },
      ...{ private: undefined, place: undefined, file: undefined },
    });
    const uploaded = alex.attach('note.txt', 'ありがとう');
    await alex.slash('/lab options', {
      ...{ words: 'hello', pace: 'slow', page: 3, share: 0.5, private: false },
      ...{ place: alex.channel, file: uploaded },
    });
    expect(services.got.pop()).toEqual({
      ...{ words: 'hello', pace: 'slow', page: 3, share: 0.5, private: false },
      place: { id: alex.channel.id, type: ChannelType.GuildText, name: 'general', appPermissions: expect.any(BigInt) },
      file: { id: uploaded.id, name: 'note.txt', size: 15, url: uploaded.url },
    });
  });

  it('a completion is asked with what is typed, what the other options hold, and who types', async () => {
    const choices = await router.mika.autocomplete('/lab options', { page: 3, words: 'hel' });
    expect(choices).toEqual([{ name: 'hel undefined 3 ja', value: 'hel' }]);
  });

  it('a file goes with an answer in the same request', async () => {
    const answer = await router.alex.slash('/lab file');
    expect(answer).toMatchObject({ kind: 'message', private: true });
    expect(attachmentsOf(answer.message)).toEqual([{ filename: 'note.txt', size: 15 }]);
    expect(router.requests()).toHaveLength(1);
    expect(router.discord.requests.at(-1)?.body).toMatchObject({ data: { attachments: [{ description: 'A note' }] } });
    await vi.waitFor(() => expect(services.sent).toEqual([answer.message.id]));
  });

  it.each([
    ['in private', 'off', true],
    ['for everybody', 'on', false],
  ] as const)(
    'an answer that takes long is announced and then edited in, its file too: %s',
    async (_, end, isPrivate) => {
      const answer = await router.alex.slash('/lab slow', { end });
      expect(answer).toMatchObject({ kind: 'message', private: isPrivate });
      expect(attachmentsOf(answer.message)).toEqual([{ filename: 'note.txt', size: 15 }]);
      expect(router.requests()).toEqual([
        'POST /interactions/:id/:token/callback',
        'PATCH /webhooks/:id/:token/messages/@original',
      ]);
      await vi.waitFor(() => expect(services.sent).toEqual([answer.message.id]));
    },
  );

  it('a refusal is private though its answer was announced to everybody', async () => {
    for (const isPrivate of [true, false]) {
      const answer = await router.mika.slash('/lab fails', { private: isPrivate });
      expect(answer).toMatchObject({ kind: 'message', private: true });
      expect(textOf(answer.message)).toContain('再生中のスレッドはありません');
    }
    expect(router.mika.messages).toHaveLength(2);
    expect(router.alex.messages).toEqual([]);
  });

  it('a form opens from a command, and its handler gets what was entered', async () => {
    const answer = await router.alex.slash('/lab buttons');
    const updated = await router.alex.click(answer.message, 'Note', { words: 'Hi', mood: ['sad'] });
    expect(services.got).toEqual(['a:b%c']);
    expect(updated).toMatchObject({ kind: 'update' });
    expect(textOf(updated.message)).toBe('7 Hi sad');
    expect(await router.alex.act({ kind: 'slash', path: '/form', values: {} })).toMatchObject({
      kind: 'modal',
      modal: { title: 'A note', custom_id: 'note:1' },
    });
  });

  it('a menu gives its handler what was chosen', async () => {
    const answer = await router.alex.slash('/lab buttons');
    const updated = await router.alex.choose(answer.message, 'Mood', ['sad', 'glad']);
    expect(textOf(updated.message)).toBe('4: sad,glad');
  });

  it('a button’s message changes later, and a refusal leaves it as it was', async () => {
    const { alex } = router;
    const { message } = await alex.slash('/lab buttons');
    const refused = await alex.click(message, 'Never');
    expect(refused).toMatchObject({ kind: 'message', private: true });
    expect(buttonsOf(alex.messages.find(({ id }) => id === message.id) ?? message)).toHaveLength(3);
    const changed = await alex.click(message, 'Later');
    expect(changed).toMatchObject({ kind: 'update' });
    expect(textOf(changed.message)).toBe('At last.');
    await vi.waitFor(() => expect(services.sent).toEqual([message.id]));
  });

  it('a button that nobody handles any more is answered kindly, in the reader’s language', async () => {
    const { mika } = router;
    const { message } = await mika.messageCommand('Stale', (await mika.slash('/lab buttons')).message);
    const answer = await mika.click(message, 'Old');
    expect(answer).toMatchObject({ kind: 'message', private: true });
    expect(textOf(answer.message)).toContain('以前のバージョン');
  });

  it('an unexpected failure is told with a reference that is in the log, and without its reason', async () => {
    const answer = await router.alex.slash('/lab breaks');
    const [, reference = ''] = /reference: `(\w{8})`/.exec(textOf(answer.message)) ?? [];
    expect(reference).not.toBe('');
    expect(textOf(answer.message)).not.toContain('secret');
    const logged = lines.find((line) => line.includes(reference));
    expect(logged).toContain('/lab breaks');
    expect(logged).toContain('a secret of ours');
  });

  it.each([
    ['asks for a completion, and not of which option', { type: InteractionType.ApplicationCommandAutocomplete }],
    ['is in no language that can be read', { type: InteractionType.ApplicationCommand, locale: 5 }],
  ])('an interaction that %s is logged and skipped, and the next one is answered', async (_, odd) => {
    const { discord, alex } = router;
    const data = { id: '1', name: 'lab', type: ApplicationCommandType.ChatInput, options: [{ name: 'gone', type: 1 }] };
    const { id } = alex.channel.server;
    const payload = {
      ...surroundings(discord.world, alex.person, alex.channel),
      id: '7',
      token: 'of-nobody',
      data,
      ...odd,
    };
    discord.gateway.dispatch(GatewayDispatchEvents.InteractionCreate, payload, id);
    await vi.waitFor(() => expect(lines.join()).toContain('an interaction could not be handled: skipped'));
    expect(textOf((await alex.slash('/lab options', { words: 'a' })).message)).toBe('Read.');
  });

  it('two commands of one name, or two buttons of one kind, are refused at the start', () => {
    const log = pino({ level: 'silent' });
    expect(() => new InteractionRouter({ commands: [form, form], services, log })).toThrow(RangeError);
    const twice = chatCommand('twice', { ...described, run: async () => toCaller([]), handlers: lab.handlers });
    expect(() => new InteractionRouter({ commands: [lab, twice], services, log })).toThrow(RangeError);
  });
});

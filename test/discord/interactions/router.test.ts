import {
  type APIMessage,
  ApplicationCommandType,
  ChannelType,
  ComponentType,
  DiscordAPIError,
  GatewayDispatchEvents,
  HTTPError,
  InteractionType,
  PermissionFlagsBits,
} from 'discord.js';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
import { BudgetError } from '../../../src/discord/rest/requestBudget.ts';
import { button, buttons, notice, type View } from '../../../src/discord/views/parts.ts';
import type { Measurement } from '../../../src/runtime/measurements.ts';
import { StoreError } from '../../../src/runtime/storeError.ts';
import { surroundings } from '../../../src/sandbox/loopback/interactions/interactionPayload.ts';
import { buttonsOf, textOf } from '../../../src/sandbox/loopback/people/components.ts';
import { eventually } from '../../support/eventually.ts';
import { pressForged } from '../../support/forge.ts';
import { startTestRouter, type TestRouter } from '../../support/testRouter.ts';

/** What the handlers of this test get: what was given to them, what became of what they answered, and what they may ask. */
type Services = {
  readonly got: unknown[];
  readonly sent: (string | undefined)[];
  ask: () => Promise<string>;
};

const { chatCommand, commandGroup, messageCommand, onChoice, onPress, onSubmit, subcommand } = commandKit<Services>();

const TEA = { id: 'tea', name: `Tea ${'or coffee '.repeat(20)}` };
const BOB = { id: 'bob', name: 'Bob' };
const hows = { open: 'Open', private: 'Private', late: 'Late', 'late-private': 'Late and private' };

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
    followed: subcommand({
      ...described,
      run: async ({ services }) => ({
        ...toCaller(notice('Here.')),
        afterwards: async () => void services.got.push('afterwards'),
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
      options: { how: choice({ ...described, values: ['on', 'off'], names: (words) => words.switch }) },
      run: async (_, { how }) => {
        if (how === 'off') throw new StoreError('full', 'x.sqlite', 'a secret of ours', {});
        throw new Error('a secret of ours');
      },
    }),
    asks: subcommand({ ...described, run: async ({ services }) => toCaller(notice(await services.ask())) }),
    opens: subcommand({
      ...described,
      options: {
        thread: text({ ...described, required: true }),
        persona: text(described),
        how: choice({ ...described, values: ['open', 'private', 'late', 'late-private'], names: () => hows }),
      },
      run: async ({ services }, { thread, persona = 'bob', how }) => {
        const open = () => {
          if (thread !== 'tea') throw new Refusal({ code: 'no-such-thread', asked: thread, nearest: [TEA] });
          if (persona !== 'bob') throw new Refusal({ code: 'no-such-persona', asked: persona, nearest: [BOB] });
          services.got.push({ thread, persona, how });
          return { view: notice(`Opened ${how}.`) };
        };
        const isPrivate = how === 'private' || how === 'late-private';
        if (how === 'late' || how === 'late-private') {
          return { kind: 'defer', private: isPrivate, later: async () => open() };
        }
        return { kind: 'reply', private: isPrivate, ...open() };
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
  does: described.does,
  run: async () => toCaller([buttons(button('Old', buttonCodec('gone', {}).id({})))]),
});

const attachmentsOf = ({ attachments }: APIMessage) => attachments.map(({ filename, size }) => ({ filename, size }));

describe('the router', () => {
  let services: Services;
  let lines: string[];
  let router: TestRouter;
  let measured: Measurement[];

  beforeEach(async () => {
    measured = [];
    services = { got: [], sent: [], ask: async () => 'Asked.' };
    lines = [];
    const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
    router = await startTestRouter([lab, form, stale], services, log, (measurement) => measured.push(measurement));
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
      place: {
        ...{ id: alex.channel.id, type: ChannelType.GuildText, name: 'general' },
        ...{ permissions: expect.any(BigInt), appPermissions: expect.any(BigInt) },
      },
      file: { id: uploaded.id, name: 'note.txt', size: 15, url: uploaded.url },
    });
  });

  it('a completion is asked with what is typed, what the other options hold, and who types', async () => {
    const choices = await router.mika.autocomplete('/lab options', { page: 3, words: 'hel' });
    expect(choices).toEqual([{ name: 'hel undefined 3 ja', value: 'hel' }]);
  });

  it.each([
    ['one that is answered', '/lab file', {}, 'answered'],
    ['one that is answered late', '/lab slow', { end: 'on' }, 'answered'],
    ['one that is refused', '/lab fails', { private: true }, 'refused'],
    ['one at which the store fails', '/lab breaks', { how: 'off' }, 'store-failed'],
    ['one at which something of ours breaks', '/lab breaks', { how: 'on' }, 'unexpected'],
  ])(
    'an interaction is measured by its command, what became of it, and how long it took: %s',
    async (_, path, options, outcome) => {
      await router.alex.slash(path, options);
      await eventually(() => expect(measured).toHaveLength(1));
      expect(measured).toEqual([
        { kind: 'interaction', type: 'command', command: path, outcome, answeredAfter: expect.any(Number) },
      ]);
    },
  );

  it('an interaction is measured until its first answer, however late the last one is', async () => {
    const last = Promise.withResolvers<number>();
    router.discord.faults
      .on('PATCH /webhooks/:id/:token/messages/@original')
      .before(() => last.resolve(performance.now()));
    const began = performance.now();
    await router.alex.slash('/lab slow', { end: 'on' });
    await eventually(() => expect(measured).toHaveLength(1));
    const [first] = measured;
    expect(first?.kind === 'interaction' && first.answeredAfter).toBeLessThan((await last.promise) - began);
  });

  it('an interaction of which Discord refuses every answer is measured as unanswered, and one that it refuses once as failed', async () => {
    const tooLarge = { status: 413, code: 40_005, message: 'Request entity too large' };
    router.discord.faults.on('POST /interactions/:id/:token/callback').refuseAs(tooLarge);
    await router.alex.slash('/lab file');
    await eventually(() => expect(measured).toMatchObject([{ outcome: 'discord-failed' }]));
    router.discord.faults.on('POST /interactions/:id/:token/callback').always().refuseAs(tooLarge);
    router.discord.interactions.answerWithin = 100;
    await expect(router.alex.slash('/lab file')).rejects.toThrow('did not respond');
    await eventually(() => expect(measured.at(-1)).toMatchObject({ outcome: 'unanswered', answeredAfter: undefined }));
  });

  it('buttons, forms, commands of messages and completions are measured by what they are, never by what was sent', async () => {
    const { alex } = router;
    const { message } = await alex.slash('/lab buttons');
    await alex.click(message, 'Note', { words: 'a-secret', mood: ['sad'] });
    const { message: old } = await alex.messageCommand('Stale', message);
    await alex.click(old, 'Old');
    await pressForged(router, alex, 'a-secret:1');
    await alex.autocomplete('/lab options', { page: 3, words: 'a-secret' });
    await eventually(() => expect(measured).toHaveLength(7));
    const subjects = measured.map((one) => one.kind === 'interaction' && `${one.type} ${one.command} ${one.outcome}`);
    expect(new Set(subjects)).toEqual(
      new Set([
        'command /lab buttons answered',
        'component open answered',
        'component note answered',
        'message-command Stale answered',
        'component unknown refused',
        'completion /lab options answered',
      ]),
    );
  });

  it('a file goes with an answer in the same request', async () => {
    const answer = await router.alex.slash('/lab file');
    expect(answer).toMatchObject({ kind: 'message', private: true });
    expect(attachmentsOf(answer.message)).toEqual([{ filename: 'note.txt', size: 15 }]);
    expect(router.requests()).toHaveLength(1);
    expect(router.discord.requests.at(-1)?.body).toMatchObject({ data: { attachments: [{ description: 'A note' }] } });
    await eventually(() => expect(services.sent).toEqual([answer.message.id]));
  });

  it('what follows an answer is begun once it was sent, and Discord is not asked for a message that nobody needs', async () => {
    const answer = await router.alex.slash('/lab followed');
    expect(textOf(answer.message)).toBe('Here.');
    await eventually(() => expect(services.got).toEqual(['afterwards']));
    expect(router.discord.requests.at(-1)?.query.get('with_response')).toBe('false');
  });

  it('what follows an answer is begun also where it could not be sent', async () => {
    router.discord.faults
      .on('POST /interactions/:id/:token/callback')
      .refuseAs({ status: 400, code: 50_035, message: 'No' });
    await router.alex.slash('/lab followed');
    await eventually(() => expect(services.got).toEqual(['afterwards']));
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
      await eventually(() => expect(services.sent).toEqual([answer.message.id]));
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
    await eventually(() => expect(services.sent).toEqual([message.id]));
  });

  it('a button that nobody handles any more is answered kindly, in the reader’s language', async () => {
    const { mika } = router;
    const { message } = await mika.messageCommand('Stale', (await mika.slash('/lab buttons')).message);
    const answer = await mika.click(message, 'Old');
    expect(answer).toMatchObject({ kind: 'message', private: true });
    expect(textOf(answer.message)).toContain('以前のバージョン');
  });

  it.each([
    ['something unexpected', 'on', ['on the bot’s side', 'Bot側で']],
    ['the store', 'off', ['its database', 'データベース']],
  ] as const)(
    'a failure is told with a reference that is in the log, and without its reason: %s',
    async (_, how, said) => {
      for (const [at, person] of [router.alex, router.mika].entries()) {
        const answer = await person.slash('/lab breaks', { how });
        const [, reference = ''] = /: `(\w{8})`/.exec(textOf(answer.message)) ?? [];
        expect(reference).not.toBe('');
        expect(textOf(answer.message)).toContain(said[at]);
        expect(textOf(answer.message)).not.toContain('secret');
        const logged = lines.find((line) => line.includes(reference));
        expect(logged).toContain('/lab breaks');
        expect(logged).toContain('a secret of ours');
      }
    },
  );

  it('a failure of Discord’s is told with a reference that is in the log', async () => {
    services.ask = () => Promise.reject(new HTTPError(502, 'Bad Gateway', 'GET', 'https://discord.com', {}));
    const text = textOf((await router.mika.slash('/lab asks')).message);
    expect(text).toContain('Discordから正しい応答がありませんでした');
    const [, reference = ''] = /: `(\w{8})`/.exec(text) ?? [];
    expect(lines.find((line) => line.includes(reference) && reference !== '')).toContain('Bad Gateway');
  });

  it.each([
    [50_013, 'it lacks a permission here', '権限が足りない'],
    [10_003, 'does not exist any more', 'チャンネルはもうありません'],
    [30_007, 'all the webhooks Discord allows (15)', '上限（15個）'],
    [160_006, 'all the active Discord threads', '上限（1,000個）'],
    [200_000, 'AutoMod blocked', 'AutoModがブロック'],
    [240_000, 'a link in it harmful', '有害なリンク'],
  ])(
    'what Discord refuses while a command is carried out is a sentence that says what to do, without a number: %i',
    async (code, en, ja) => {
      const data = { code, message: 'No' };
      services.ask = () => Promise.reject(new DiscordAPIError(data, code, 403, 'GET', 'https://discord.com', {}));
      for (const [person, said] of [
        [router.alex, en],
        [router.mika, ja],
      ] as const) {
        const answer = await person.slash('/lab asks');
        expect(answer).toMatchObject({ kind: 'message', private: true });
        expect(textOf(answer.message)).toContain(said);
        expect(textOf(answer.message)).not.toContain(String(code));
      }
    },
  );

  it('a rate limit that is met while a command is carried out is told with the seconds that it takes', async () => {
    services.ask = () => Promise.reject(new BudgetError(2_300));
    expect(textOf((await router.alex.slash('/lab asks')).message)).toContain('try again in 3 seconds');
    expect(textOf((await router.mika.slash('/lab asks')).message)).toContain('3秒ほど待って');
  });

  it.each([
    ['an answer that was announced', '/lab slow', { end: 'off' }, 'PATCH /webhooks/:id/:token/messages/@original'],
    ['an answer that everybody waits for', '/lab slow', { end: 'on' }, 'PATCH /webhooks/:id/:token/messages/@original'],
    ['an answer at once', '/lab file', {}, 'POST /interactions/:id/:token/callback'],
  ])('%s which Discord refuses is replaced by the reason, in private', async (_, path, options, route) => {
    router.discord.faults.on(route).refuseAs({ status: 413, code: 40_005, message: 'Request entity too large' });
    const answer = await router.mika.slash(path, options);
    expect(answer).toMatchObject({ kind: 'message', private: true });
    expect(textOf(answer.message)).toContain('Botが送信できる大きさを超えています');
    expect(attachmentsOf(answer.message)).toEqual([]);
    await eventually(() => expect(services.sent).toEqual([undefined]));
  });

  it('what was sent with a button is not in the log, but for the kind of button that it is', async () => {
    const { alex } = router;
    const answer = await alex.slash('/lab buttons');
    await alex.click(answer.message, 'Note', { words: 'Hi', mood: ['sad'] });
    await pressForged(router, alex, `${'x'.repeat(40)}:a-secret\n{"level":60}`);
    await pressForged(router, alex, 'later:a-secret');
    await eventually(() => expect(lines.filter((line) => line.includes('"refused"'))).toHaveLength(2));
    const named = lines.flatMap((line) => JSON.parse(line).what ?? []);
    expect(new Set(named)).toEqual(new Set(['/lab buttons', 'open', 'note', 'something unknown', 'later']));
    expect(lines.join('')).not.toContain('secret');
  });

  it('an id that nobody wrote is answered kindly, in the language of whoever sent it, and does nothing', async () => {
    const odd = [
      '',
      ':',
      'later',
      'later:',
      'later:well:well',
      'open',
      'open:%',
      'correct:x:99',
      'correct:x',
      'pick:4',
      'note:7',
    ];
    for (const id of odd.filter((one) => one !== '')) {
      for (const [person, said] of [
        [router.alex, /older version|no longer at hand/],
        [router.mika, /以前のバージョン|残っていません/],
      ] as const) {
        const answer = await pressForged(router, person, id);
        expect(answer, id).toMatchObject({ kind: 'message', private: true });
        expect(textOf(answer.message), id).toMatch(said);
      }
    }
    expect(services.got).toEqual([]);
  });

  it.each([
    ['for everybody', 'open', { kind: 'message', private: false }],
    ['in private, in the place of the refusal', 'private', { kind: 'update' }],
    ['for everybody, later', 'late', { kind: 'message', private: false }],
    ['in private, in the place of the refusal, later', 'late-private', { kind: 'update' }],
  ] as const)(
    'a button carries on with a command that named what is not there, with its other options: %s',
    async (_, how, shown) => {
      const refused = await router.alex.slash('/lab opens', { thread: 'tee', persona: 'bob', how });
      expect(refused).toMatchObject({ private: true });
      const [meant] = buttonsOf(refused.message);
      expect(meant?.label).toMatch(/^Tea or coffee .*…$/);
      expect(meant?.custom_id.length).toBeLessThanOrEqual(100);
      const answer = await router.alex.click(refused.message, meant?.custom_id ?? '');
      expect(answer).toMatchObject(shown);
      expect(textOf(answer.message)).toBe(`Opened ${how}.`);
      expect(services.got).toEqual([{ thread: 'tea', persona: 'bob', how }]);
    },
  );

  it('a command with two names that are not there is carried on with twice', async () => {
    const first = await router.mika.slash('/lab opens', { thread: 'tee', persona: 'bop', how: 'private' });
    const second = await router.mika.click(first.message, buttonsOf(first.message)[0]?.custom_id ?? '');
    expect(textOf(second.message)).toContain('もしかして: 「Bob」');
    await router.mika.click(second.message, 'Bob');
    expect(services.got).toEqual([{ thread: 'tea', persona: 'bob', how: 'private' }]);
  });

  it('only whoever typed a command carries on with it', async () => {
    const refused = await router.alex.slash('/lab opens', { thread: 'tee', how: 'open' });
    const stolen = await pressForged(router, router.mika, buttonsOf(refused.message)[0]?.custom_id ?? '');
    expect(stolen).toMatchObject({ private: true });
    expect(textOf(stolen.message)).toContain('もう一度コマンドを実行してください');
    expect(services.got).toEqual([]);
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
    await eventually(() => expect(lines.join()).toContain('an interaction could not be handled: skipped'));
    expect(textOf((await alex.slash('/lab options', { words: 'a' })).message)).toBe('Read.');
  });

  it('two commands of one name, or two buttons of one kind, are refused at the start', () => {
    const log = pino({ level: 'silent' });
    expect(() => new InteractionRouter({ commands: [form, form], services, log })).toThrow(RangeError);
    const twice = chatCommand('twice', { ...described, run: async () => toCaller([]), handlers: lab.handlers });
    expect(() => new InteractionRouter({ commands: [lab, twice], services, log })).toThrow(RangeError);
  });
});

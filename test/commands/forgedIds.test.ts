/**
 * What belongs to one server must not be there for another, whatever its people send. Two worlds are compared that differ
 * only in what Tea House has: a stranger of another server sends everything that can be sent with every id of Tea House,
 * and must see the same in both. What can be sent is read from the commands themselves.
 */
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIMessage,
  ApplicationCommandOptionType,
} from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import {
  callId,
  choiceNumber,
  commentNumber,
  type IdField,
  mark,
  pageNumber,
  position,
  slug,
  snowflake,
} from '../../src/discord/interactions/idFields.ts';
import { correctCommand } from '../../src/discord/views/problems.ts';
import type { Actor, Reply } from '../../src/sandbox/loopback/people/actor.ts';
import { buttonsOf, menusOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import { controlIn } from '../support/audience.ts';
import { chooseForged, pressForged } from '../support/forge.ts';
import { importFile, openCommands, TEA, TEA_TITLE, teaThread } from '../support/imports.ts';
import { startTeaHouse, type TeaHouse } from '../support/teaHouse.ts';

/** What Tea House imported, and nobody else may learn of. */
const CAFE = `${teaThread({ title: 'Cafés of the night', last: 'Espresso.' }).replaceAll('Sam (サム)', 'Kim (キム)')}
${'Lin (リン)\nAnother one.\n\nもう一杯。\n\n'.repeat(4)}`;

/** Everything that an id, or a text, of Tea House's can be. */
type Loot = {
  /** By the field of a button's id that carries it. */
  readonly ids: ReadonlyMap<IdField<unknown>, readonly unknown[]>;
  /** What can be typed. */
  readonly texts: readonly string[];
  readonly messageIds: readonly string[];
};

type Codec = (typeof commands)[number]['handlers'][number]['codec'];
type Handled = { readonly of: 'button' | 'menu' | 'form'; readonly codec: Codec };

const handled: readonly Handled[] = [
  ...commands.flatMap(({ handlers }) => [...handlers]),
  // The router's own.
  { of: 'button', codec: correctCommand },
];

/** What a number in an id can be, whoever it belongs to. */
const NUMBERS = new Map<IdField<unknown>, readonly unknown[]>([
  [pageNumber, [1, 2]],
  [commentNumber, [0, 1]],
  [position, [0, 2]],
  [choiceNumber, [0, 1]],
]);

function valuesOf(field: IdField<unknown>, loot: Loot): readonly unknown[] {
  const values = 'values' in field ? Array.from(Object(field.values)) : (NUMBERS.get(field) ?? loot.ids.get(field));
  if (!values || values.length === 0) throw new Error('Say in `gather` where ids with this field come from.');
  return values;
}

/** Every combination of one value of each. */
function combinations(choices: readonly (readonly [name: string, values: readonly unknown[]])[]): object[] {
  const [first, ...others] = choices;
  if (!first) return [{}];
  const [name, values] = first;
  return combinations(others).flatMap((rest) => values.map((value) => ({ [name]: value, ...rest })));
}

/** Every id of a codec that can be made of what belongs to Tea House. */
function forgedIds({ codec }: Handled, loot: Loot): string[] {
  const fields = Object.entries(codec.fields).map(([name, field]) => [name, valuesOf(field, loot)] as const);
  // Each value is one of its field's.
  return combinations(fields).map((values) => codec.id(values as never));
}

type Typed = { readonly path: string; readonly options: readonly APIApplicationCommandBasicOption[] };

/** Everything that can be typed. */
const typed: readonly Typed[] = commands.flatMap(({ kind, definition }) => {
  if (kind !== 'chat') return [];
  const options: readonly APIApplicationCommandOption[] = definition.options ?? [];
  const groups = options.filter((option) => option.type === ApplicationCommandOptionType.Subcommand);
  if (groups.length === 0)
    return [{ path: `/${definition.name}`, options: options as APIApplicationCommandBasicOption[] }];
  return groups.map(({ name, options: own = [] }) => ({ path: `/${definition.name} ${name}`, options: own }));
});

const isText = (option: APIApplicationCommandBasicOption) =>
  option.type === ApplicationCommandOptionType.String && !('choices' in option && option.choices);

const OWN_TEXTS: Readonly<Record<string, string>> = {
  ...{ thread: 'night bus', persona: 'rail fan' },
  ...{ time: '09:00', days: 'mon', timezone: 'UTC', from: '22:00', to: '07:00' },
};

/** What a stranger enters where something has to be: their own. */
function ownValue(option: APIApplicationCommandBasicOption, stranger: Actor) {
  switch (option.type) {
    case ApplicationCommandOptionType.String:
      if ('choices' in option && option.choices) return option.choices[0]?.value ?? '';
      return OWN_TEXTS[option.name] ?? 'bread';
    case ApplicationCommandOptionType.Integer:
      return 1;
    case ApplicationCommandOptionType.Boolean:
      return true;
    case ApplicationCommandOptionType.Channel:
      return { id: stranger.channel.id };
    case ApplicationCommandOptionType.Attachment:
      return stranger.attach('cafe.txt', CAFE);
    default:
      throw new Error(`Say here what a stranger enters for "${option.name}".`);
  }
}

/** Everything to type: each option that takes a text with each text of Tea House's, and each command without one as it is. */
function* forgedCommands(stranger: Actor, { texts }: Loot) {
  for (const { path, options } of typed) {
    const needed = options.filter(
      ({ required, name }) => required || (path === '/thread search' && name === 'private'),
    );
    const own = () => Object.fromEntries(needed.map((option) => [option.name, ownValue(option, stranger)]));
    yield { path, values: own() };
    for (const { name } of options.filter(isText)) {
      for (const text of texts) yield { path, values: { ...own(), [name]: text } };
    }
    const all = options.filter(isText);
    if (all.length < 2) continue;
    for (const text of texts)
      yield { path, values: { ...own(), ...Object.fromEntries(all.map(({ name }) => [name, text])) } };
  }
}

/** Everything that is completed while it is typed. */
function* forgedCompletions({ texts }: Loot) {
  for (const { path, options } of typed) {
    for (const option of options) {
      if (!('autocomplete' in option && option.autocomplete)) continue;
      for (const text of ['', ...texts, ...texts.map((whole) => whole.slice(0, 3))])
        yield { path, values: { [option.name]: text } };
      // What stands in another option narrows the completions.
      for (const text of texts)
        yield {
          path,
          values: {
            ...(!path.startsWith('/library') && options.some(({ name }) => name === 'thread') && { thread: text }),
            [option.name]: '',
          },
        };
    }
  }
}

/** How far a stranger's own replay had come when they stopped it: that differs from moment to moment. */
const HOW_FAR = /whatever|the \d+ posts? that|(\d+件|もの)(?=を削除しますか)/g;

/** What somebody sees of an answer; ids that are new each time are all alike. */
function seen({ message, ...reply }: Reply): string {
  const buttons = buttonsOf(message).map(
    ({ label, custom_id: id, disabled }) => `[${label} ${id}${disabled ? ' off' : ''}]`,
  );
  const menus = menusOf(message).map((menu) => JSON.stringify(menu));
  const files = message.attachments.map(({ filename, size }) => `<${filename} ${size}>`);
  const shown = [reply.kind, 'private' in reply && reply.private, textOf(message), ...buttons, ...menus, ...files];
  return shown
    .join('\n')
    .replace(/\d{15,}|(?<=<t:)\d+/g, '#')
    .replace(HOW_FAR, '#');
}

/** Lets somebody use a button, or a menu's first value, that the bot never sent. */
function useForged(bed: TeaHouse['bed'], who: Actor, { of, codec }: Handled, id: string): Promise<Reply> {
  if (of === 'button') return pressForged(bed, who, id);
  if (of === 'menu' && 'value' in codec) return chooseForged(bed, who, id, String(Object(codec.value).values[0]));
  throw new Error(`Say here how somebody uses a ${of} that the bot never sent.`);
}

/** A server besides Tea House, and somebody who manages it. */
function strangerTo({ bed }: TeaHouse, locale: string): Actor {
  const server = bed.discord.addServer({ name: 'Elsewhere' });
  return server
    .addMember({ name: 'Eve', locale, permissions: ['ManageGuild', 'ManageMessages'] })
    .in(server.addTextChannel('general'));
}

/** Lets Tea House's people use everything, and takes note of every id that they get to see. */
async function gather({ bed, server, channel, alex, mika }: TeaHouse): Promise<Loot> {
  const messages: APIMessage[] = [];
  const see = async (answer: Promise<Reply>) => {
    const { message } = await answer;
    messages.push(message);
    return message;
  };
  for (const text of [teaThread(), CAFE]) await see(importFile(alex, text));
  await alex.slash('/library hide', { thread: 'sourdough' });
  await alex.slash('/library mute', { persona: 'rail fan' });
  await see(alex.slash('/thread list'));
  await see(alex.slash('/thread show', { thread: TEA }));
  await see(alex.slash('/persona list'));
  for (const persona of ['lin', 'kim', 'tea master']) await see(alex.slash('/persona show', { persona }));
  const search = await see(mika.slash('/thread search', { persona: 'lin' }));
  await see(mika.slash('/thread search', { words: 'question' }));
  await see(mika.slash('/thread search', { words: 'tea mastr' }));
  await see(
    mika.click(search, buttonsOf(search).find(({ custom_id: id }) => id.startsWith('whole:'))?.custom_id ?? ''),
  );
  await see(importFile(alex, teaThread({ last: 'Cocoa.' })));
  await see(alex.slash('/library remove', { thread: TEA }));
  await see(alex.slash('/thread show', { thread: 'gren tea' }));
  await alex.slash('/settings pace', { value: 'slow' });
  await see(alex.slash('/schedule add', { channel: channel.state, time: '12:34', thread: TEA }));
  await see(alex.slash('/schedule list'));
  await see(alex.slash('/settings check', { channel: server.addTextChannel('cellar').state }));
  await see(mika.slash('/thread replay', { thread: TEA }));
  await bed.passUntil(() => channel.posts.length >= 2);
  const [first] = channel.posts;
  if (first) await see(mika.messageCommand('Translate', first));

  const ids = new Map<IdField<unknown>, unknown[]>([callId, slug, mark, snowflake].map((field) => [field, []]));
  const all = [...messages, ...channel.messages, ...channel.posts].flatMap((message) => buttonsOf(message));
  for (const { custom_id: id } of all) {
    for (const { codec } of handled) {
      for (const [name, value] of Object.entries(codec.read(id) ?? {})) {
        const known = codec.fields[name] && ids.get(codec.fields[name]);
        if (known && !known.includes(value)) known.push(value);
      }
    }
  }
  const own = (value: unknown) =>
    !/night-bus|sourdough|bread|rail-fan|baker|chemist|storyteller|grandmother|anonymous/.test(String(value));
  for (const [field, values] of ids) ids.set(field, values.filter(own));
  const messageIds = channel.messages.map(({ id }) => id);
  const titles = [TEA_TITLE, '緑茶か、紅茶か。', 'Cafés of the night'];
  const names = ['Lin', 'リン', 'Kim', 'Tea Master', '茶人'];
  return {
    ids,
    messageIds,
    texts: [...new Set([...titles, ...names, ...[...ids.values()].flat().map(String), ...messageIds.slice(0, 2)])],
  };
}

describe.each(['en-US', 'ja'])('a stranger who reads %s', (locale) => {
  let teaHouse: TeaHouse;
  /** The same world, but Tea House has nothing. */
  let empty: TeaHouse;
  let loot: Loot;
  let strangers: readonly [Actor, Actor];

  beforeAll(async () => {
    [teaHouse, empty] = await Promise.all([startTeaHouse(), startTeaHouse()]);
    loot = await gather(teaHouse);
    strangers = [strangerTo(teaHouse, locale), strangerTo(empty, locale)];
  });

  afterAll(async () => {
    await teaHouse.bed[Symbol.asyncDispose]();
    await empty.bed[Symbol.asyncDispose]();
  });

  /** Lets both strangers do the same, and gives what each sees. */
  async function both<Seen>(act: (stranger: Actor, world: TeaHouse) => Promise<Seen>): Promise<[Seen, Seen]> {
    return [await act(strangers[0], teaHouse), await act(strangers[1], empty)];
  }

  it('there are ids of Tea House of every kind', () => {
    for (const one of handled) expect(forgedIds(one, loot).length, one.codec.kind).toBeGreaterThan(0);
    expect(loot.ids.get(slug)).toEqual(expect.arrayContaining([TEA, '2026-05-05-cafes-of-the-night', 'lin', 'kim']));
    expect(loot.ids.get(mark)?.length).toBeGreaterThan(1);
    // A search, an offer, a replay and a command that named what is not there.
    expect(loot.ids.get(callId)?.length).toBeGreaterThan(3);
  });

  it.each(handled.map((one) => [`${one.of} ${one.codec.kind}`, one] as const))(
    'sees the same behind every id of a %s as if Tea House had nothing',
    async (_, one) => {
      for (const id of forgedIds(one, loot)) {
        const [with_, without] = await both(async (stranger, { bed }) => seen(await useForged(bed, stranger, one, id)));
        expect(with_, id).toBe(without);
      }
    },
  );

  it.each(commands.filter(({ kind }) => kind === 'message').map(({ definition }) => [definition.name]))(
    'sees the same when they choose %s for every message of Tea House as if it had none',
    async (name) => {
      expect(loot.messageIds.length).toBeGreaterThan(3);
      for (const id of loot.messageIds) {
        const [with_, without] = await both(async (stranger, { bed }) => {
          const { payload } = bed.discord.world.post(stranger.channel, { content: 'x' });
          payload.id = id;
          return seen(await stranger.messageCommand(name, payload));
        });
        expect(with_, id).toBe(without);
      }
    },
  );

  it('gets the same completions for everything of Tea House’s as if it had nothing', async () => {
    let completed = 0;
    for (const { path, values } of forgedCompletions(loot)) {
      const [with_, without] = await both((stranger) => stranger.autocomplete(path, values));
      expect(with_, `${path} ${JSON.stringify(values)}`).toEqual(without);
      // Berlin is no secret.
      if (!('timezone' in values)) expect(JSON.stringify(with_)).not.toMatch(/Lin\b|Café|リン|緑茶/);
      completed += 1;
    }
    expect(completed).toBeGreaterThan(100);
  });

  it('gets the same answer to every command with everything of Tea House’s as if it had nothing', async () => {
    let sent = 0;
    for (const { path, values } of forgedCommands(strangers[0], loot)) {
      const [with_, without] = await both(async (stranger) =>
        seen(
          await stranger.slash(path, {
            ...values,
            ...('file' in values && { file: stranger.attach('cafe.txt', CAFE) }),
            ...('channel' in values && { channel: { id: stranger.channel.id } }),
          }),
        ),
      );
      expect(with_, `${path} ${JSON.stringify(values)}`).toBe(without);
      sent += 1;
    }
    expect(sent).toBeGreaterThan(100);
  });

  it('has changed nothing in Tea House', async () => {
    const { alex, channel } = teaHouse;
    const list = textOf((await alex.slash('/thread list')).message);
    for (const title of [TEA_TITLE, 'Cafés of the night']) expect(list).toContain(title);
    expect(list).not.toContain('sourdough');
    expect(textOf((await alex.slash('/settings show')).message)).toContain('Slow');
    expect(textOf((await alex.slash('/thread search', { words: 'coffee', private: true })).message)).toContain(
      '**Coffee**',
    );
    expect(textOf((await alex.slash('/schedule list')).message)).toContain('12:34');
    const control = controlIn(channel);
    expect(control && textOf(control)).toContain('Playing');
  });

  it('would see something behind the same ids in Tea House', async () => {
    const kai = teaHouse.server.addMember({ name: 'Kai', locale, permissions: ['ManageGuild', 'ManageMessages'] });
    const inKitchen = kai.in(teaHouse.server.addTextChannel('kitchen'));
    // What a replay has posted is shown where it plays, and nowhere else.
    const managerFor = ({ codec }: Handled) =>
      ['catchUp', 'recap'].includes(codec.kind) ? kai.in(teaHouse.channel) : inKitchen;
    const carriesIds = ({ codec }: Handled) =>
      // Whoever did not type a command carries on with it nowhere.
      codec.kind !== correctCommand.kind &&
      Object.values(codec.fields).some((field) => [callId, slug, mark, snowflake].some((one) => one === field));
    const removes = ({ codec }: Handled) => codec.kind === 'remove' || codec.kind === 'unschedule';
    // What is removed is not there for those after it.
    const inOrder = handled.filter(carriesIds).toSorted((one, other) => Number(removes(one)) - Number(removes(other)));
    for (const one of inOrder) {
      const differs: string[] = [];
      for (const id of forgedIds(one, loot)) {
        const there = seen(await pressForged(teaHouse.bed, managerFor(one), id));
        const here = seen(await pressForged(empty.bed, strangers[1], id));
        if (there !== here) differs.push(id);
      }
      expect(differs, one.codec.kind).not.toEqual([]);
    }
  });
});

it('commands that were opened to everybody give a stranger’s members nothing either', async () => {
  const teaHouse = await startTeaHouse();
  await using _ = teaHouse.bed;
  await importFile(teaHouse.alex, teaThread());
  openCommands(teaHouse.bed.discord);
  const server = teaHouse.bed.discord.addServer({ name: 'Elsewhere' });
  const guest = server.addMember({ name: 'Guest' }).in(server.addTextChannel('general'));
  for (const path of ['/library export', '/library remove', '/library hide', '/library unhide']) {
    expect(textOf((await guest.slash(path, { thread: TEA })).message)).toBe('This needs the Manage Server permission.');
    expect(await guest.autocomplete(path, { thread: 'tea' })).toEqual([]);
  }
});

/** What people do, and what the real discord.js client is told of it. */
import {
  type APIAttachment,
  ApplicationCommandOptionType,
  type Client,
  ComponentType,
  type Interaction,
  InteractionResponseType,
  MessageFlags,
  Routes,
  TextInputStyle,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../../../src/sandbox/loopback/loopback.ts';
import type { Actor } from '../../../../src/sandbox/loopback/people/actor.ts';
import type { FormValues } from '../../../../src/sandbox/loopback/people/modalForm.ts';
import type { Channel } from '../../../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../../../src/sandbox/loopback/servers/server.ts';
import { connectClient } from '../../../support/loopbackClient.ts';
import { codeOf } from '../../../support/loopbackRest.ts';
import { PATIENCE } from '../../../support/patience.ts';

const { Attachment, Channel: ChannelOption, User, Role } = ApplicationCommandOptionType;
const COMMANDS = [
  {
    name: 'look',
    description: 'Looks at things',
    options: [
      { name: 'channel', description: 'A channel', type: ChannelOption },
      { name: 'person', description: 'A person', type: User },
      { name: 'role', description: 'A role', type: Role },
      { name: 'file', description: 'A text', type: Attachment, file_types: ['.txt', 'image'] },
    ],
  },
];

let discord: LoopbackDiscord;
let server: Server;
let channel: Channel;
let mika: Actor;
let client: Client | undefined;

const connect = async (handle: (interaction: Interaction) => Promise<unknown>) => {
  client = await connectClient(discord, handle, COMMANDS);
};

beforeEach(async () => {
  discord = await startLoopbackDiscord({ answerWithin: PATIENCE });
  server = discord.addServer({ name: 'Tea House' });
  channel = server.addTextChannel('general');
  mika = server.addMember({ name: 'Mika', permissions: ['ManageMessages'] }).in(channel);
});

afterEach(async () => {
  await client?.destroy();
  await discord.close();
});

describe('people', () => {
  it('a channel that is picked in an option says what the bot, and who picked it, may do there', async () => {
    const secret = server.addTextChannel('secret');
    secret.overwrite('bot', { deny: ['SendMessages'] });
    await connect(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const picked = interaction.options.getChannel('channel', true);
      if (!('appPermissions' in picked)) throw new Error('discord.js knows of no permissions in a picked channel.');
      const may = [picked.appPermissions?.has('SendMessages'), picked.appPermissions?.has('ManageWebhooks')];
      const they = 'permissions' in picked && picked.permissions?.has('ManageMessages');
      await interaction.reply(`${picked.name} ${may.join(' ')} ${they}`);
    });
    const { message } = await mika.slash('/look', { channel: secret });
    expect(message.content).toBe('secret false true true');
  });

  it('a person, a role and a file that are picked come with what they are', async () => {
    const alex = server.addMember({ name: 'Alex' });
    await connect(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { options } = interaction;
      const file = options.getAttachment('file', true);
      const read = await (await fetch(file.url)).text();
      const seen = [options.getUser('person', true).username, options.getRole('role', true).name, file.name, read];
      await interaction.reply(seen.join(' '));
    });
    const [role = ''] = server.state.members.get(alex.id) ?? [];
    const file = mika.attach('tea.txt', '緑茶');
    const { message } = await mika.slash('/look', { person: alex.person, role: { id: role }, file });
    expect(message.content).toBe('Alex Alex tea.txt 緑茶');
  });

  it('a file of a kind that an option does not take is not sent', async () => {
    await connect(async (interaction) => (interaction.isChatInputCommand() ? interaction.reply('Read') : undefined));
    const send = (name: string) => mika.slash('/look', { file: mika.attach(name, 'x') });
    await expect(send('tea.exe')).rejects.toThrow('tea.exe is none of these kinds of files: .txt, image.');
    for (const name of ['tea.TXT', 'tea.png']) expect(await send(name)).toMatchObject({ kind: 'message' });
  });

  it('an answer carries files, which can be downloaded', async () => {
    await connect(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const files = [{ attachment: Buffer.from('a,b'), name: 'threads.csv' }];
      await interaction.reply({ content: 'Here', files, flags: MessageFlags.Ephemeral });
    });
    const { message } = await mika.slash('/look');
    expect(message.attachments).toMatchObject([{ filename: 'threads.csv', size: 3 }]);
    expect(await (await fetch(message.attachments[0]?.url ?? '')).text()).toBe('a,b');
  });

  it('an update that was put off comes later, and leaves the message as it is until then', async () => {
    await connect(async (interaction) => {
      if (interaction.isButton()) {
        await interaction.deferUpdate();
        await interaction.editReply({ content: 'Empty', components: [] });
        await interaction.followUp({ content: 'More?', flags: MessageFlags.Ephemeral });
      }
      if (!interaction.isChatInputCommand()) return;
      const drink = { type: ComponentType.Button, style: 1, label: 'Drink', custom_id: 'drink' } as const;
      await interaction.reply({
        content: 'Full',
        components: [{ type: ComponentType.ActionRow, components: [drink] }],
      });
    });
    const { message } = await mika.slash('/look');
    expect(await mika.click(message, 'Drink')).toMatchObject({ kind: 'update', message: { content: 'Empty' } });
    await expect.poll(() => mika.messages.map(({ content }) => content)).toEqual(['Empty', 'More?']);
    expect(channel.messages.map(({ content }) => content)).toEqual(['Empty']);
  });

  it('a menu of channels tells what the bot may do in those that are chosen', async () => {
    const secret = server.addTextChannel('secret');
    secret.overwrite('bot', { deny: ['SendMessages'] });
    await connect(async (interaction) => {
      if (interaction.isChannelSelectMenu()) {
        const rights = interaction.channels.map(
          (one) => 'appPermissions' in one && one.appPermissions?.has('SendMessages'),
        );
        await interaction.reply(`${interaction.values.length} ${rights.join(' ')}`);
      }
      if (!interaction.isChatInputCommand()) return;
      const menu = { type: ComponentType.ChannelSelect, custom_id: 'where', max_values: 2 } as const;
      await interaction.reply({
        content: 'Where?',
        components: [{ type: ComponentType.ActionRow, components: [menu] }],
      });
    });
    const { message } = await mika.slash('/look');
    const chosen = await mika.choose(message, 'where', [secret.id, channel.id]);
    expect(chosen.message.content).toBe('2 false true');
  });

  it('a command used in a locked ThreadChannel is not answered in public, only in private', async () => {
    const thread = channel.startThreadChannel('Green tea');
    thread.lock();
    const codes: unknown[] = [];
    await connect(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const path = Routes.interactionCallback(interaction.id, interaction.token);
      const body = { type: InteractionResponseType.ChannelMessageWithSource, data: { content: 'Hi' } };
      codes.push(await codeOf(interaction.client.rest.post(path, { body, auth: false })));
      await interaction.reply({ content: 'Psst', flags: MessageFlags.Ephemeral });
    });
    const alex = server.addMember({ name: 'Alex' }).in(thread);
    expect(await alex.slash('/look')).toMatchObject({ private: true, message: { content: 'Psst' } });
    expect(codes).toEqual([160005]);
  });
});

describe('forms', () => {
  const label = (component: object, text = 'Label') => ({ type: ComponentType.Label, label: text, component });
  const FORM = {
    custom_id: 'form',
    title: 'A new thread',
    components: [
      label({ type: ComponentType.TextInput, custom_id: 'title', style: TextInputStyle.Short, max_length: 10 }),
      label({ type: ComponentType.FileUpload, custom_id: 'source', max_values: 2, file_types: ['.txt'] }),
      label({ type: ComponentType.ChannelSelect, custom_id: 'where', required: false }),
      label({
        ...{ type: ComponentType.RadioGroup, custom_id: 'language' },
        options: [
          { label: 'English', value: 'en' },
          { label: '日本語', value: 'ja' },
        ],
      }),
      label({ type: ComponentType.Checkbox, custom_id: 'quiet' }),
    ],
  };

  /** What the bot is told of the submitted form, as Discord's gateway words it. */
  let told: unknown;

  beforeEach(async () => {
    await connect(async (interaction) => {
      const path = Routes.interactionCallback(interaction.id, interaction.token);
      if (interaction.isChatInputCommand()) {
        await client?.rest.post(path, { body: { type: InteractionResponseType.Modal, data: FORM }, auth: false });
      }
      if (!interaction.isModalSubmit()) return;
      const uploaded = interaction.fields.getUploadedFiles('source');
      const title = interaction.fields.getTextInputValue('title');
      await interaction.reply(`${title}: ${uploaded?.map(({ name }) => name).join(', ')}`);
    });
    discord.events.on('gateway', (from, { d }) => {
      if (from === 'discord' && typeof d === 'object' && d !== null && 'type' in d && d.type === 5) told = d;
    });
  });

  const submit = (values: FormValues) =>
    mika.slash('/look', {}, { title: 'Tea', language: 'en', source: [mika.attach('a.txt', 'A')], ...values });

  it('a form brings files, choices and ticks to the bot, with what they are', async () => {
    const source = [mika.attach('a.txt', 'A'), mika.attach('b.txt', 'B')];
    const { message } = await submit({ source, where: [channel.id], quiet: true });
    expect(message.content).toBe('Tea: a.txt, b.txt');
    expect(told).toMatchObject({
      data: {
        components: [
          { type: ComponentType.Label, component: { custom_id: 'title', value: 'Tea' } },
          { component: { custom_id: 'source', values: source.map(({ id }) => id) } },
          { component: { custom_id: 'where', values: [channel.id] } },
          { component: { custom_id: 'language', value: 'en' } },
          { component: { custom_id: 'quiet', value: true } },
        ],
        resolved: {
          attachments: { [source[0]?.id ?? '']: { filename: 'a.txt' } },
          channels: { [channel.id]: { app_permissions: expect.stringMatching(/^\d+$/) } },
        },
      },
    });
  });

  it.each<[string, (attach: (name: string) => APIAttachment) => FormValues, string]>([
    ['a file of another kind', (attach) => ({ source: [attach('a.exe')] }), 'none of these kinds of files: .txt'],
    ['too many files', (attach) => ({ source: ['a.txt', 'b.txt', 'c.txt'].map(attach) }), '1 to 2 values'],
    ['a text where files belong', () => ({ source: ['a.txt'] }), 'takes something else'],
    ['no file at all', () => ({ source: [] }), 'source is required'],
    ['a choice that is not offered', () => ({ language: 'fr' }), 'has no fr'],
    ['a text that is too long', () => ({ title: 'Twelve cups of tea' }), '0 to 10 characters'],
    ['a field that is not there', () => ({ milk: 'yes' }), 'no field milk'],
  ])('a form with %s is not sent', async (_, values, reason) => {
    await expect(submit(values((name) => mika.attach(name, '')))).rejects.toThrow(reason);
  });
});

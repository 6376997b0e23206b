/** Interactions, as the real discord.js client meets them. */
import { ButtonStyle, type Client, ComponentType, type Interaction, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LoopbackDiscord, startLoopbackDiscord } from '../../../../src/sandbox/loopback/loopback.ts';
import type { Member } from '../../../../src/sandbox/loopback/people/member.ts';
import type { Channel } from '../../../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../../../src/sandbox/loopback/servers/server.ts';
import { connectClient } from '../../../support/loopbackClient.ts';
import { codeOf, restOf } from '../../../support/loopbackRest.ts';
import { PATIENCE } from '../../../support/patience.ts';

let discord: LoopbackDiscord;
let server: Server;
let channel: Channel;
let mika: Member;
const clients: Client[] = [];

const connect = async (handle?: (interaction: Interaction) => Promise<unknown>) => {
  const client = await connectClient(discord, handle);
  clients.push(client);
  return client;
};

beforeEach(async () => {
  discord = await startLoopbackDiscord({ answerWithin: PATIENCE });
  server = discord.addServer({ name: 'Tea House', preferredLocale: 'ja' });
  channel = server.addTextChannel('general');
  mika = server.addMember({ name: 'Mika', locale: 'ja' });
});

afterEach(async () => {
  for (const client of clients.splice(0)) await client.destroy();
  await discord.close();
});

describe('interactions', () => {
  it('a client without intents is told all that an interaction says, and answers it', async () => {
    await connect(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { guildLocale, locale } = interaction;
      const may = interaction.appPermissions.has('ManageWebhooks');
      await interaction.reply(`${interaction.options.getString('kind')} ${guildLocale} ${locale} ${may}`);
    });
    const answer = await mika.in(channel).slash('/tea', { kind: 'oolong' });
    expect(answer).toMatchObject({ kind: 'message', private: false, message: { content: 'oolong ja ja true' } });
    expect(channel.posts).toEqual([]);
  });

  it('a private answer is seen by its reader alone', async () => {
    await connect(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply({ content: 'Psst', flags: 'Ephemeral' });
    });
    const answer = await mika.in(channel).slash('/tea', { kind: 'oolong' });
    const alex = server.addMember({ name: 'Alex' });
    expect(answer).toMatchObject({ private: true });
    expect(mika.in(channel).messages).toHaveLength(1);
    expect(alex.in(channel).messages).toEqual([]);
    expect(channel.messages).toEqual([]);
  });

  it('an answer that was put off comes later, and others may follow it', async () => {
    await connect(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await interaction.editReply('Poured');
      await interaction.followUp('And a biscuit');
    });
    const answer = await mika.in(channel).slash('/tea', { kind: 'oolong' });
    expect(answer.message.content).toBe('Poured');
    await channel.waitForMessage(({ content }) => content === 'And a biscuit');
    expect(channel.messages).toHaveLength(2);
  });

  it('a message whose button is pressed is updated, and a disabled button is not pressed', async () => {
    const button = { type: ComponentType.Button as const, style: ButtonStyle.Primary as const };
    await connect(async (interaction) => {
      if (interaction.isButton()) return interaction.update({ content: 'Drunk', components: [] });
      if (!interaction.isChatInputCommand()) return undefined;
      const components = [
        { ...button, label: 'Drink', customId: 'drink' },
        { ...button, label: 'Spill', customId: 'spill', disabled: true },
      ];
      return interaction.reply({ content: 'Full', components: [{ type: ComponentType.ActionRow, components }] });
    });
    const { message } = await mika.in(channel).slash('/tea', { kind: 'oolong' });
    await expect(mika.click(message, 'Spill')).rejects.toThrow('disabled');
    expect(await mika.click(message, 'Drink')).toMatchObject({ kind: 'update', message: { content: 'Drunk' } });
    expect(channel.messages.map(({ content }) => content)).toEqual(['Drunk']);
  });

  it('the option that is being typed is completed', async () => {
    await connect(async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const typed = interaction.options.getFocused();
      await interaction.respond([{ name: `${typed}long`, value: 'oolong' }]);
    });
    expect(await mika.in(channel).autocomplete('/tea', { kind: 'oo' })).toEqual([{ name: 'oolong', value: 'oolong' }]);
  });

  it('an answer after three seconds is refused, and the person is told that none came', async () => {
    const [givenUp, late] = [Promise.withResolvers<void>(), Promise.withResolvers<unknown>()];
    await connect(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await givenUp.promise;
      late.resolve(await codeOf(interaction.reply('Late')));
    });
    discord.interactions.answerWithin = new LoopbackDiscord({}).interactions.answerWithin;
    const began = performance.now();
    await expect(mika.in(channel).slash('/tea', { kind: 'oolong' })).rejects.toThrow('3 seconds');
    expect(performance.now() - began).toBeGreaterThan(2_990);
    givenUp.resolve();
    expect(await late.promise).toBe(10062);
  });

  it('a second first answer is refused', async () => {
    const second = Promise.withResolvers<unknown>();
    await connect(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply('One');
      const path = Routes.interactionCallback(interaction.id, interaction.token);
      second.resolve(
        await codeOf(restOf(discord).post(path, { body: { type: 4, data: { content: 'Two' } }, auth: false })),
      );
    });
    await mika.in(channel).slash('/tea', { kind: 'oolong' });
    expect(await second.promise).toBe(40060);
  });

  it.each([
    ['a missing option', '/tea', {}, 'required'],
    ['too much', '/tea', { kind: 'oolong', cups: 4 }, 'too large'],
    ['a value of another kind', '/tea', { kind: 'oolong', cups: 'two' }, 'cups takes a number'],
    ['an unknown option', '/tea', { kind: 'oolong', milk: true }, 'no option milk'],
    ['an unknown command', '/coffee', {}, 'no command'],
    ['a command for others', '/close', {}, 'may not use /close'],
  ])('a bot never hears of %s', async (_, path, values, reason) => {
    await connect();
    await expect(mika.in(channel).slash(path, values)).rejects.toThrow(reason);
  });
});

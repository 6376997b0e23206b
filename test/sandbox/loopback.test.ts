import { Client, DiscordAPIError, Events, MessageFlags, REST, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../src/sandbox/loopback.ts';

const command = {
  name: 'echo',
  description: 'Says it again',
  options: [{ type: 3, name: 'words', description: 'What', required: true }],
};

describe('the loopback Discord, to a real discord.js client', () => {
  let discord: LoopbackDiscord;
  let client: Client;

  beforeEach(async () => {
    discord = await startLoopbackDiscord();
    client = new Client({ intents: [], rest: { api: discord.apiUrl, cdn: discord.cdnUrl } });
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(discord.token);
    await ready;
    await client.rest.put(Routes.applicationCommands(client.application?.id ?? ''), { body: [command] });
  });

  afterEach(async () => {
    await client.destroy();
    await discord.close();
  });

  function arrange() {
    const server = discord.addServer({ name: 'Tea House', preferredLocale: 'ja' });
    const channel = server.addTextChannel('general');
    return { server, channel, mika: server.addMember({ name: 'Mika', locale: 'ja' }).in(channel) };
  }

  it('refuses a wrong token', async () => {
    const stranger = new Client({ intents: [], rest: { api: discord.apiUrl } });
    await expect(stranger.login('wrong')).rejects.toThrow('invalid token');
  });

  it('brings a command with everything the bot needs to know, and the answer back', async () => {
    const { channel, mika } = arrange();
    client.on(Events.InteractionCreate, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { locale, guildLocale, channelId } = interaction;
      await interaction.reply(
        `${interaction.options.getString('words')} ${locale} ${guildLocale} ${channelId} ${interaction.appPermissions.has('ManageWebhooks')}`,
      );
    });
    const answer = await mika.slash('/echo', { words: 'hello' });
    expect(answer.message.content).toBe(`hello ja ja ${channel.id} true`);
    expect(channel.messages).toHaveLength(1);
  });

  it('shows a private answer to its reader alone', async () => {
    const { channel, server, mika } = arrange();
    client.on(
      Events.InteractionCreate,
      (interaction) =>
        interaction.isRepliable() && interaction.reply({ content: 'psst', flags: MessageFlags.Ephemeral }),
    );
    expect(await mika.slash('/echo', { words: 'x' })).toMatchObject({ private: true });
    expect(mika.messages).toHaveLength(1);
    expect(server.addMember({ name: 'Alex' }).in(channel).messages).toEqual([]);
  });

  it('gives up on a bot that does not answer within three seconds, and refuses the late answer', async () => {
    const { mika } = arrange();
    const received = new Promise<{ reply: (text: string) => Promise<unknown> }>((resolve) => {
      client.on(Events.InteractionCreate, (interaction) => interaction.isRepliable() && resolve(interaction));
    });
    await expect(mika.slash('/echo', { words: 'x' })).rejects.toThrow('did not respond within 3 seconds');
    await expect((await received).reply('late')).rejects.toThrow('Unknown interaction');
  });

  it('lets people send only what Discord’s client would', async () => {
    const { mika } = arrange();
    await expect(mika.slash('/echo')).rejects.toThrow('words is required');
    await expect(mika.slash('/echo', { words: 'x', more: 1 })).rejects.toThrow('no option more');
    await expect(mika.slash('/nothing')).rejects.toThrow('no command /nothing');
  });

  it('resumes a dropped connection and brings what was missed', async () => {
    const { mika } = arrange();
    client.on(Events.InteractionCreate, (interaction) => interaction.isRepliable() && interaction.reply('back'));
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
    discord.gateway.drop();
    await resumed;
    expect((await mika.slash('/echo', { words: 'x' })).message.content).toBe('back');
  });

  it('counts requests, so that a client that reads the headers is never refused', async () => {
    const { channel } = arrange();
    for (let number = 0; number < 6; number += 1) {
      await client.rest.post(Routes.channelTyping(channel.id));
      if (number === 4) discord.requests.length = 0;
    }
    expect(discord.requests.map(({ status }) => status)).toEqual([204]);
  });

  it('refuses a client that does not wait', async () => {
    const { channel } = arrange();
    const post = () =>
      fetch(`${discord.apiUrl}/v10/channels/${channel.id}/typing`, {
        method: 'POST',
        headers: { authorization: `Bot ${discord.token}` },
      });
    const answers = await Promise.all(Array.from({ length: 6 }, post));
    const refused = answers.find(({ status }) => status === 429);
    expect(await refused?.json()).toMatchObject({ global: false, retry_after: expect.any(Number) });
  });

  it('enforces permissions with Discord’s own codes', async () => {
    const { channel, server } = arrange();
    const codeOf = (request: Promise<unknown>) =>
      request.then(
        () => undefined,
        (error: unknown) => (error instanceof DiscordAPIError ? error.code : error),
      );
    const rest = new REST({ api: discord.apiUrl }).setToken(discord.token);
    expect(await codeOf(rest.get(Routes.channelWebhooks(channel.id)))).toBeUndefined();
    server.revoke('ManageWebhooks');
    expect(await codeOf(rest.get(Routes.channelWebhooks(channel.id)))).toBe(50_013);
    server.revoke('ReadMessageHistory');
    expect(await rest.get(Routes.channelMessages(channel.id))).toEqual([]);
    expect(await codeOf(rest.get(Routes.channelMessage(channel.id, '1')))).toBe(50_013);
    server.revoke('ViewChannel');
    expect(await codeOf(rest.get(Routes.channel(channel.id)))).toBe(50_001);
    expect(await codeOf(rest.get(Routes.channel('1')))).toBe(10_003);
    server.removeBot();
    expect(await codeOf(rest.get(Routes.guild(server.id)))).toBe(50_001);
  });
});

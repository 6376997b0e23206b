/** The loopback Discord as the real discord.js client and @discordjs/rest meet it. */
import { once } from 'node:events';
import {
  ApplicationCommandOptionType,
  ButtonStyle,
  Client,
  ComponentType,
  DiscordAPIError,
  Events,
  type Interaction,
  REST,
  type RESTOptions,
  Routes,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type LoopbackDiscord,
  type LoopbackOptions,
  startLoopbackDiscord,
} from '../../../src/sandbox/loopback/loopback.ts';
import type { Member } from '../../../src/sandbox/loopback/people/member.ts';
import type { Channel } from '../../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../../src/sandbox/loopback/servers/server.ts';

const COMMANDS = [
  {
    name: 'tea',
    description: 'Tea',
    options: [
      {
        name: 'kind',
        description: 'Which',
        type: ApplicationCommandOptionType.String,
        required: true,
        autocomplete: true,
      },
      { name: 'cups', description: 'How many', type: ApplicationCommandOptionType.Integer, min_value: 1, max_value: 3 },
    ],
  },
  { name: 'close', description: 'Close', default_member_permissions: '32' },
];

let discord: LoopbackDiscord;
let server: Server;
let channel: Channel;
let mika: Member;
let clients: Client[];

async function start(options: LoopbackOptions = {}): Promise<void> {
  discord = await startLoopbackDiscord(options);
  server = discord.addServer({ name: 'Tea House', preferredLocale: 'ja' });
  channel = server.addTextChannel('general');
  mika = server.addMember({ name: 'Mika', locale: 'ja' });
  clients = [];
}

async function connect(
  handle: (interaction: Interaction) => Promise<unknown> = async () => undefined,
): Promise<Client> {
  const client = new Client({ intents: [], rest: { api: discord.apiUrl, cdn: discord.cdnUrl } });
  clients.push(client);
  const ready = once(client, Events.ClientReady);
  client.on(Events.InteractionCreate, (interaction) => void handle(interaction));
  await client.login(discord.token);
  await ready;
  await client.rest.put(Routes.applicationCommands(client.application?.id ?? ''), { body: COMMANDS });
  await discord.ready();
  return client;
}

function rest(options: Partial<RESTOptions> = {}): REST {
  return new REST({ api: discord.apiUrl, retries: 0, ...options }).setToken(discord.token);
}

async function webhookOf(target: Channel): Promise<`/webhooks/${string}`> {
  const webhook = await rest().post(Routes.channelWebhooks(target.id), { body: { name: 'Reprise' } });
  const { id, token } = webhook as { id: string; token: string };
  return Routes.webhook(id, token);
}

const WAIT = new URLSearchParams({ wait: 'true' });
const say = (content: string, username = 'Lin') => ({ body: { content, username }, query: WAIT, auth: false });

async function codeOf(request: Promise<unknown>): Promise<unknown> {
  const error = await request.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof DiscordAPIError ? error.code : error;
}

beforeEach(() => start());

afterEach(async () => {
  for (const client of clients) await client.destroy();
  await discord.close();
});

describe('a client without intents', () => {
  it('answers a slash command with everything an interaction says', async () => {
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

  it('shows a private answer to its reader alone', async () => {
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

  it('gives a deferred answer later, and follows it up', async () => {
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

  it('updates a message whose button is pressed', async () => {
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

  it('completes the option that is being typed', async () => {
    await connect(async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const typed = interaction.options.getFocused();
      await interaction.respond([{ name: `${typed}long`, value: 'oolong' }]);
    });
    expect(await mika.in(channel).autocomplete('/tea', { kind: 'oo' })).toEqual([{ name: 'oolong', value: 'oolong' }]);
  });

  it('has three seconds to answer', async () => {
    let late: unknown;
    const client = await connect(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await once(client, 'givenUp');
      late = await codeOf(interaction.reply('Late'));
      client.emit('answered');
    });
    await expect(mika.in(channel).slash('/tea', { kind: 'oolong' })).rejects.toThrow('3 seconds');
    const answered = once(client, 'answered');
    client.emit('givenUp');
    await answered;
    expect(late).toBe(10062);
  });

  it('answers once', async () => {
    const second = Promise.withResolvers<unknown>();
    await connect(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply('One');
      const path = Routes.interactionCallback(interaction.id, interaction.token);
      second.resolve(await codeOf(rest().post(path, { body: { type: 4, data: { content: 'Two' } }, auth: false })));
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
  ])('never hears of %s', async (_, path, values, reason) => {
    await connect();
    await expect(mika.in(channel).slash(path, values)).rejects.toThrow(reason);
  });

  it('is refused with a bad token', async () => {
    const client = new Client({ intents: [], rest: { api: discord.apiUrl } });
    await expect(client.login(`${discord.token}x`)).rejects.toMatchObject({ code: 'TokenInvalid' });
    await client.destroy();
  });

  it('gets what happened while its connection was cut', async () => {
    const client = await connect(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply('Here again');
    });
    const resumed = once(client, Events.ShardResume);
    discord.gateway.drop();
    const answer = mika.in(channel).slash('/tea', { kind: 'oolong' });
    await resumed;
    expect((await answer).message.content).toBe('Here again');
  });

  it('resumes when it is asked to reconnect', async () => {
    const client = await connect();
    const resumed = once(client, Events.ShardResume);
    discord.gateway.askToReconnect();
    await resumed;
    expect(discord.gateway.shards).toEqual([[0, 1]]);
  });
});

describe('webhooks', () => {
  it('post under any name and face, and are read back in order', async () => {
    const path = await webhookOf(channel);
    const face = `${discord.cdnUrl}/emojis/1.png`;
    await rest().post(path, { ...say('One'), body: { content: 'One', username: 'Lin', avatar_url: face } });
    await rest().post(path, say('Two', 'Bao'));
    expect(channel.posts.map(({ author, content }) => [author.username, content])).toEqual([
      ['Lin', 'One'],
      ['Bao', 'Two'],
    ]);
    expect(channel.posts[0]?.author.avatar).toBe(face);
    const query = new URLSearchParams({ after: channel.posts[0]?.id ?? '' });
    expect(await rest().get(Routes.channelMessages(channel.id), { query })).toMatchObject([{ content: 'Two' }]);
  });

  it('post inside ThreadChannels, and open posts in forums', async () => {
    const thread = channel.startThread('Green tea');
    const path = await webhookOf(channel);
    const query = new URLSearchParams({ wait: 'true', thread_id: thread.id });
    await rest().post(path, { ...say('Inside'), query });
    expect(thread.posts.map(({ content }) => content)).toEqual(['Inside']);
    expect(channel.posts).toEqual([]);

    const forum = server.addForumChannel('teas');
    const forumPath = await webhookOf(forum);
    expect(await codeOf(rest().post(forumPath, say('Nowhere')))).toBe(220001);
    await rest().post(forumPath, { ...say('First'), body: { content: 'First', thread_name: 'Black tea' } });
    expect(forum.threads.map(({ state, posts }) => [state.name, posts.length])).toEqual([['Black tea', 1]]);
  });

  it('are refused beyond fifteen, when they are gone, and under forbidden names', async () => {
    const path = await webhookOf(channel);
    expect(await codeOf(rest().post(path, say('Hello', 'Discord fan')))).toBe(50035);
    expect(await codeOf(rest().post(path, say('')))).toBe(50006);
    for (let more = 1; more < 15; more += 1) channel.addForeignWebhook('other');
    const another = rest().post(Routes.channelWebhooks(channel.id), { body: { name: 'Reprise' } });
    expect(await codeOf(another)).toBe(30007);
    channel.deleteWebhooks();
    expect(await codeOf(rest().post(path, say('Hello')))).toBe(10015);
  });

  it('show a webhook’s components only when the query asks for them', async () => {
    const path = await webhookOf(channel);
    const button = { type: ComponentType.Button, style: ButtonStyle.Secondary, label: 'Go', custom_id: 'go' };
    const body = { content: 'Press', components: [{ type: ComponentType.ActionRow, components: [button] }] };
    await rest().post(path, { body, query: WAIT, auth: false });
    const query = new URLSearchParams({ wait: 'true', with_components: 'true' });
    await rest().post(path, { body, query, auth: false });
    expect(channel.posts.map(({ components }) => components?.length)).toEqual([0, 1]);
  });
});

describe('permissions', () => {
  it('are asked for what they are for', async () => {
    const { id } = (await rest().post(Routes.channelMessages(channel.id), { body: { content: 'Hi' } })) as {
      id: string;
    };
    server.revoke('ManageWebhooks');
    expect(await codeOf(rest().get(Routes.channelWebhooks(channel.id)))).toBe(50013);
    server.revoke('SendMessages');
    expect(await codeOf(rest().post(Routes.channelMessages(channel.id), { body: { content: 'Hi' } }))).toBe(50013);
    server.revoke('ReadMessageHistory');
    expect(await rest().get(Routes.channelMessages(channel.id))).toEqual([]);
    expect(await codeOf(rest().get(Routes.channelMessage(channel.id, id)))).toBe(50013);
    server.revoke('ViewChannel');
    expect(await codeOf(rest().get(Routes.channelMessages(channel.id)))).toBe(50001);
    channel.vanish();
    expect(await codeOf(rest().get(Routes.channel(channel.id)))).toBe(10003);
  });

  it('follow the overwrites of a channel, also in its ThreadChannels', async () => {
    const thread = channel.startThread('Green tea');
    channel.overwrite('bot', { deny: ['SendMessagesInThreads'] });
    expect(await codeOf(rest().post(Routes.channelMessages(thread.id), { body: { content: 'Hi' } }))).toBe(50013);
    await rest().post(Routes.channelMessages(channel.id), { body: { content: 'Hi' } });
    expect(channel.messages).toHaveLength(1);
  });
});

describe('rate limits', () => {
  it('make the client wait by their headers, and never refuse it then', async () => {
    await discord.close();
    await start({ limits: { webhook: { limit: 2, per: 60 } } });
    const path = await webhookOf(channel);
    const patient = rest({ offset: 5 });
    await Promise.all(['1', '2', '3', '4', '5'].map((content) => patient.post(path, say(content))));
    expect(channel.posts).toHaveLength(5);
    expect(discord.requests.filter(({ rateLimited }) => rateLimited)).toEqual([]);
  });

  it('refuse whoever does not wait, until the window is over', async () => {
    let now = Date.now();
    await discord.close();
    await start({ now: () => now });
    const path = `${discord.apiUrl}/v10${await webhookOf(channel)}`;
    const post = () =>
      fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"content":"Hi"}' });
    for (let sent = 0; sent < 5; sent += 1) expect((await post()).status).toBe(204);
    const refusal = await post();
    expect(refusal.status).toBe(429);
    expect(refusal.headers.get('x-ratelimit-scope')).toBe('user');
    expect(await refusal.json()).toMatchObject({ retry_after: 2, global: false });
    now += 2_000;
    expect((await post()).status).toBe(204);
  });
});

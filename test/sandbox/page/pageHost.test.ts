/** The sandbox's page as browsers meet it: real HTTP, a real WebSocket, and a bot of our own behind it. */
import { once } from 'node:events';
import { request } from 'node:http';
import {
  type APIFileUploadComponent,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonStyle,
  Client,
  ComponentType,
  type Interaction,
  Routes,
  TextInputStyle,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { readConfig } from '../../../src/config.ts';
import { pageFaults } from '../../../src/sandbox/page/protocol/faults.ts';
import { type OpenSandbox, openSandbox } from '../../../src/sandbox/program/openSandbox.ts';
import { OpenPage } from '../../support/page.ts';
import { PATIENCE } from '../../support/patience.ts';
import { speakers } from '../../support/shippedThread.ts';
import { uncounted } from '../../support/uncounted.ts';

const CLIENT = { js: 'document.title = "Tea";', css: 'body { color: teal; }' };

const COMMANDS = [
  {
    name: 'tea',
    description: 'Tea',
    options: [
      {
        name: 'kind',
        description: 'Which',
        type: ApplicationCommandOptionType.String,
        autocomplete: true,
        required: true,
      },
      { name: 'leaf', description: 'A picture', type: ApplicationCommandOptionType.Attachment },
      { name: 'where', description: 'Where', type: ApplicationCommandOptionType.Channel },
    ],
  },
  { name: 'order', description: 'A form' },
  { name: 'close', description: 'Close', default_member_permissions: '32' },
  { name: 'Pour', type: ApplicationCommandType.Message },
];

let sandbox: OpenSandbox;
let pages: OpenPage[];
let bot: Client | undefined;

beforeEach(async () => {
  const config = { ...readConfig({ SANDBOX_PORT: '0' }), logLevel: 'fatal' as const };
  sandbox = await openSandbox(config, CLIENT);
  sandbox.discord.interactions.answerWithin = PATIENCE;
  pages = [];
});

afterEach(async () => {
  for (const page of pages) page.close();
  await bot?.destroy();
  bot = undefined;
  await sandbox.close();
});

async function open(name?: string): Promise<OpenPage> {
  const page = await OpenPage.open(sandbox, name);
  pages.push(page);
  return page;
}

async function connect(handle: (interaction: Interaction) => Promise<unknown> = async () => undefined): Promise<void> {
  const { apiUrl: api, cdnUrl: cdn, token } = sandbox.discord;
  const client = new Client({ intents: [], rest: { api, cdn } });
  bot = client;
  const ready = once(client, 'clientReady');
  client.on('interactionCreate', (interaction) => void handle(interaction));
  await client.login(token);
  await ready;
  await client.rest.put(Routes.applicationCommands(sandbox.discord.world.bot.id), { body: COMMANDS });
}

type Answer = { status: number | undefined; headers: NodeJS.Dict<string | string[]>; body: string };

/** A request with any headers at all, those that a browser would not let be set too. */
async function ask(path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
  const { port } = sandbox.discord;
  const sent = request({ host: '127.0.0.1', port, path, headers, method: body === undefined ? 'GET' : 'POST' });
  sent.end(body);
  const [response] = await once(sent, 'response');
  // A server that refuses what is still on its way may cut the connection.
  sent.on('error', () => sent.destroy());
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() };
}

/** Uploads a file as the page does; its id. */
async function upload(name: string, type: string, text: string): Promise<string> {
  const headers = { origin: sandbox.address, 'content-type': type };
  const { status, body } = await ask(`/page/files?name=${encodeURIComponent(name)}`, headers, text);
  expect(status).toBe(201);
  return JSON.parse(body).id;
}

describe('the page over HTTP', () => {
  it('the page is HTML with a script and a style sheet of its own, and may load nothing else', async () => {
    const { status, headers, body } = await ask('/');
    expect(status).toBe(200);
    expect(body).toContain('<script type="module" src="/page/app.js"></script>');
    expect(body).not.toMatch(/<script>|<style>|https?:/);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self';.* frame-ancestors 'none'$/,
    );
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(await ask('/page/app.js')).toMatchObject({
      body: CLIENT.js,
      headers: { 'x-content-type-options': 'nosniff' },
    });
    expect((await ask('/page/app.css')).headers['content-type']).toBe('text/css; charset=utf-8');
  });

  it.each(['/', '/page/app.js', '/cdn/emojis/1.png'])(
    'the page over HTTP refuses %s under a name that is not this machine’s',
    async (path) => {
      for (const host of ['evil.example', `evil.example:${sandbox.discord.port}`, '127.0.0.1.evil.example']) {
        expect((await ask(path, { host })).status).toBe(403);
      }
      for (const host of ['localhost:8787', '[::1]:8787']) expect((await ask(path, { host })).status).not.toBe(403);
    },
  );

  it('the page’s server takes files from itself alone, of 10 MiB at most', async () => {
    for (const headers of [
      {},
      { origin: 'null' },
      { origin: 'http://evil.example' },
      { origin: 'http://localhost:1' },
    ]) {
      expect((await ask('/page/files?name=a.txt', headers, 'Hi')).status).toBe(403);
    }
    const large = 'x'.repeat(10 * 1024 * 1024 + 1);
    expect((await ask('/page/files?name=a.txt', { origin: sandbox.address }, large)).status).toBe(413);
  });

  it('the page’s server leaves the bot’s own addresses to the bot', async () => {
    expect((await ask('/api/v10/users/@me')).status).toBe(401);
    expect((await ask('/api/v10/users/@me', { authorization: `Bot ${sandbox.discord.token}` })).status).toBe(200);
  });

  it.each([
    ['evil.html', 'text/html', 'application/octet-stream', 'attachment'],
    ['evil.svg', 'image/svg+xml', 'application/octet-stream', 'attachment'],
    ['notes.txt', 'text/plain', 'text/plain', 'attachment'],
    ['leaf.png', 'image/png', 'image/png', 'inline'],
  ])('the page’s server serves %s, which says it is %s, as %s', async (name, type, served, disposition) => {
    const file = { name, type, bytes: new TextEncoder().encode('<script>alert(1)</script>') };
    const channel = [...sandbox.discord.world.channels.values()][0];
    if (!channel) throw new Error('There is no channel.');
    const { url } = sandbox.discord.world.addFile(channel, file);
    const { headers } = await ask(new URL(url).pathname);
    expect(headers).toMatchObject({
      'content-type': served,
      'content-disposition': `${disposition}; filename*=UTF-8''${name}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
  });
});

describe('the page’s WebSocket', () => {
  it.each([
    ['another website', { origin: 'http://evil.example' }],
    ['another server on this machine', { origin: 'http://127.0.0.1:1' }],
    ['something that names no page', {}],
    ['a name that is not this machine’s', { origin: 'http://evil.example', headers: { host: 'evil.example' } }],
  ])('the page’s WebSocket refuses %s', async (_, options) => {
    const socket = new WebSocket(`${sandbox.address.replace('http', 'ws')}/page/socket`, options);
    const [error] = await once(socket, 'error');
    expect(String(error)).toContain('403');
  });

  it.each(['{', '{"kind":"dance"}', '{"kind":"say","request":1,"channelId":"1"}', '{"kind":"speed","speed":-1}'])(
    'the page’s WebSocket ends a connection that says %s',
    async (text) => {
      const page = await open();
      page.socket.send(text);
      const [code] = await once(page.socket, 'close');
      expect(code).toBe(1008);
    },
  );

  it('the page’s WebSocket survives frames that are none, and ones that are too long', async () => {
    const [garbled, long] = [await open(), await open()];
    long.socket.send('x'.repeat(300_000));
    await once(long.socket, 'close');
    // The TCP connection below: a frame with reserved bits set.
    (garbled.socket as unknown as { _socket: NodeJS.WritableStream })._socket.write(Buffer.from([0xff, 0xff, 0xff]));
    await once(garbled.socket, 'close');
    expect((await open()).overview.servers.length).toBeGreaterThan(0);
  });
});

describe('who one is', () => {
  it('who one is decides which servers and commands there are', async () => {
    await connect();
    const page = await open();
    expect(page.overview.people.map(({ name, role, servers }) => `${name}: ${role}, ${servers.join(' and ')}`)).toEqual(
      [
        'Alex: owner, Tea House',
        'Hana: moderator, Tea House and 茶屋',
        'Mika: member, Tea House and 茶屋',
        'Ben: member, Tea House',
        'Sora: owner, 茶屋',
      ],
    );
    const seen = async (name: string) => {
      await page.be(name);
      return [
        page.overview.servers.map((server) => server.name),
        page.overview.commands.filter(({ id }) => page.overview.usable.includes(id)).map(({ name }) => name),
      ];
    };
    expect(await seen('Alex')).toEqual([['Tea House'], ['tea', 'order', 'close', 'Pour']]);
    expect(await seen('Mika')).toEqual([
      ['Tea House', '茶屋'],
      ['tea', 'order', 'Pour'],
    ]);
    expect(await seen('Sora')).toEqual([['茶屋'], ['tea', 'order', 'close', 'Pour']]);
  });

  it('a member is told the names of commands that they may not use, for messages that name them', async () => {
    await connect();
    const page = await open('Mika');
    expect(page.overview.commands.map(({ name }) => name)).toContain('close');
  });

  it('who one is stays the same for an id that nobody has, or the bot', async () => {
    const page = await open('Mika');
    const me = page.overview.me;
    for (const personId of ['1', sandbox.discord.world.bot.id]) page.send({ kind: 'be', personId });
    await page.until(() => page.all('overview').length === 4);
    expect(page.overview.me).toBe(me);
  });

  it('who one is decides which channels one writes in', async () => {
    const page = await open('Ben');
    const writable = page.overview.servers.flatMap(({ channels }) =>
      channels.map(({ name, writable: may }) => [name, may]),
    );
    expect(Object.fromEntries(writable)).toMatchObject({
      general: true,
      announcements: false,
      brewing: false,
      'How hot is too hot?': true,
    });
    const refused = await page.ask({ kind: 'say', channelId: page.channel('announcements'), content: 'Hi' });
    expect(refused).toEqual({ kind: 'failed', reason: 'Ben may not write in #announcements.' });
    expect(await page.ask({ kind: 'say', channelId: page.channel('general'), content: ' ' })).toMatchObject({
      kind: 'failed',
    });
  });

  it('who one is keeps another server’s messages and channels away', async () => {
    const [alex, sora] = [await open('Alex'), await open('Sora')];
    const there = sora.channel('雑談');
    expect(JSON.stringify(alex.overview)).not.toContain('雑談');
    expect(await alex.messages(there)).toEqual([]);
    for (const content of ['Hello', 'x'.repeat(2_001)]) {
      const refused = await alex.ask({ kind: 'say', channelId: there, content });
      expect(refused).toEqual({ kind: 'failed', reason: 'There is no such channel.' });
    }
    expect(await sora.ask({ kind: 'say', channelId: there, content: '静かですね。' })).toEqual({ kind: 'done' });
    await sora.until(() => sora.all('message').length === 1);
    await alex.ask({ kind: 'say', channelId: alex.channel('general'), content: 'All at once?' });
    expect(alex.all('message').map(({ message }) => message.message.content)).toEqual(['All at once?']);
  });
});

describe('messages', () => {
  it('messages are taken away by who wrote them and by moderators', async () => {
    const [ben, hana] = [await open('Ben'), await open('Hana')];
    const channelId = ben.channel('general');
    const [alexs, bens] = (await ben.messages(channelId)).map(({ message }) => message.id);
    if (!alexs || !bens) throw new Error('Nobody has said anything.');
    ben.send({ kind: 'dismiss', channelId, messageId: alexs });
    ben.send({ kind: 'dismiss', channelId, messageId: bens });
    await hana.until(() => hana.all('deleted').length === 1);
    hana.send({ kind: 'dismiss', channelId, messageId: alexs });
    await ben.until(() => ben.all('deleted').length === 2);
    expect(ben.all('deleted').map(({ messageId }) => messageId)).toEqual([bens, alexs]);
    expect(await hana.messages(channelId)).toEqual([]);
  });

  it('messages bring an archived ThreadChannel back', async () => {
    const page = await open('Mika');
    const channelId = page.channel('Green or black?');
    const shown = () => page.overview.servers.flatMap(({ channels }) => channels).find(({ id }) => id === channelId);
    const { world } = sandbox.discord;
    const thread = world.channels.get(channelId);
    if (!thread) throw new Error('There is no such ThreadChannel.');
    world.archive(thread, true);
    await page.until(() => shown()?.archived === true);
    await page.ask({ kind: 'say', channelId, content: '緑茶です。' });
    await page.until(() => shown()?.archived === false);
  });
});

describe('commands on the page', () => {
  it('commands on the page are answered, completed, and refused in one’s own language', async () => {
    await connect(async (interaction) => {
      if (interaction.isAutocomplete()) {
        await interaction.respond([{ name: `${interaction.options.getFocused()}long`, value: 'oolong' }]);
      } else if (interaction.isChatInputCommand()) {
        await interaction.reply(
          `${interaction.options.getString('kind')} in ${interaction.options.getChannel('where')}`,
        );
      }
    });
    const page = await open('Mika');
    const channelId = page.channel('general');
    const tea = { channelId, path: '/tea' };
    expect(await page.ask({ kind: 'complete', ...tea, options: { kind: 'oo' } })).toEqual({
      kind: 'choices',
      choices: [{ name: 'oolong', value: 'oolong' }],
    });
    const options = { kind: 'oolong', where: page.channel('brewing') };
    expect(await page.ask({ kind: 'slash', ...tea, options })).toEqual({ kind: 'done' });
    await page.until(() => page.all('message').length > 0);
    expect(page.all('message')[0]).toMatchObject({
      channelId,
      edited: false,
      message: { private: false, message: { content: `oolong in <#${page.channel('brewing')}>` } },
    });
    expect(await page.ask({ kind: 'slash', ...tea, options: {} })).toEqual({
      kind: 'failed',
      reason: 'オプション「kind」は必須です。',
    });
    expect(await page.ask({ kind: 'slash', ...tea, options: { kind: true } })).toEqual({
      kind: 'failed',
      reason: 'オプション「kind」に指定できるのは文字列です。',
    });
    expect(await page.ask({ kind: 'slash', channelId, path: '/close', options: {} })).toEqual({
      kind: 'failed',
      reason: 'Mikaさんには、ここで /close を使う権限がありません。',
    });
  });

  it('commands on the page fail when no bot is there', async () => {
    await connect();
    await bot?.destroy();
    const page = await open();
    const order = { kind: 'slash', channelId: page.channel('general'), path: '/order', options: {} } as const;
    expect(await page.ask(order)).toEqual({ kind: 'failed', reason: 'No bot is connected for this server.' });
  });

  it('commands on the page show private answers to one’s own pages alone, until they are dismissed', async () => {
    await connect(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply({ content: 'Psst', flags: 'Ephemeral' });
    });
    const [mika, second, ben] = [await open('Mika'), await open('Mika'), await open('Ben')];
    const channelId = mika.channel('general');
    await mika.ask({ kind: 'slash', channelId, path: '/order', options: {} });
    await second.until(() => second.all('message').length === 1);
    const shown = second.all('message')[0]?.message;
    expect(shown).toMatchObject({ private: true, message: { content: 'Psst' } });
    const messageId = shown?.message.id ?? '';

    ben.send({ kind: 'dismiss', channelId, messageId });
    expect(JSON.stringify(await ben.messages(channelId))).not.toContain('Psst');
    expect(JSON.stringify(await mika.messages(channelId))).toContain('Psst');
    mika.send({ kind: 'dismiss', channelId, messageId });
    await second.until(() => second.all('deleted').length === 1);
    await ben.messages(channelId);
    expect([...ben.all('deleted'), ...ben.all('message')]).toEqual([]);
    await ben.be('Mika');
    expect(JSON.stringify(await ben.messages(channelId))).not.toContain('Psst');
  });

  it('commands on the page open forms, which can be sent again after a refusal, once in the end', async () => {
    await connect(async (interaction) => {
      if (interaction.isModalSubmit())
        return interaction.reply(`Cups: ${interaction.fields.getTextInputValue('cups')}`);
      if (!interaction.isChatInputCommand()) return undefined;
      const cups = {
        type: ComponentType.TextInput,
        custom_id: 'cups',
        style: TextInputStyle.Short,
        max_length: 3,
      } as const;
      const components = [{ type: ComponentType.Label, label: 'How many?', component: cups } as const];
      return interaction.showModal({ title: 'Order', custom_id: 'order', components });
    });
    const page = await open();
    const answer = await page.ask({ kind: 'slash', channelId: page.channel('general'), path: '/order', options: {} });
    expect(answer).toMatchObject({ kind: 'modal', modal: { title: 'Order' } });
    const form = answer.kind === 'modal' ? answer.form : '';
    const long = await page.ask({ kind: 'submit', form, values: { cups: '1000' } });
    expect(long).toEqual({ kind: 'failed', reason: "The form's field cups takes 0 to 3 characters." });
    expect(await page.ask({ kind: 'submit', form, values: { cups: '2' } })).toEqual({ kind: 'done' });
    await page.until(() => page.all('message').length === 1);
    expect(page.all('message')[0]?.message.message.content).toBe('Cups: 2');
    const again = await page.ask({ kind: 'submit', form, values: { cups: '2' } });
    expect(again).toEqual({ kind: 'failed', reason: 'This form is no longer open.' });
  });

  it('forms on the page take files, and refuse ones that are gone or of another kind', async () => {
    const source: APIFileUploadComponent = {
      ...{ type: ComponentType.FileUpload, custom_id: 'source', file_types: ['.txt'] },
    };
    const components = [{ type: ComponentType.Label, label: 'A text', component: source } as const];
    await connect(async (interaction) => {
      if (interaction.isModalSubmit()) {
        const [file] = interaction.fields.getUploadedFiles('source')?.values() ?? [];
        return interaction.reply(await (await fetch(file?.url ?? '')).text());
      }
      if (!interaction.isChatInputCommand()) return undefined;
      return interaction.showModal({ title: 'Import', custom_id: 'import', components });
    });
    const page = await open();
    const answer = await page.ask({ kind: 'slash', channelId: page.channel('general'), path: '/order', options: {} });
    const form = answer.kind === 'modal' ? answer.form : '';
    const submit = (id: string) => page.ask({ kind: 'submit', form, values: { source: [id] } });
    const failed = (reason: string) => ({ kind: 'failed', reason: expect.stringContaining(reason) });
    expect(await submit('nothing')).toEqual(failed('no longer here'));
    expect(await submit(await upload('tea.exe', 'text/plain', 'x'))).toEqual(failed('none of these kinds of files'));
    expect(await submit(await upload('tea.txt', 'text/plain', '緑茶'))).toEqual({ kind: 'done' });
    await page.until(() => page.all('message').some(({ message }) => message.message.content === '緑茶'));
  });

  it('commands on the page include buttons, menus, and those of messages', async () => {
    const button = {
      type: ComponentType.Button,
      style: ButtonStyle.Primary,
      label: 'Drink',
      customId: 'drink',
    } as const;
    const menu = {
      type: ComponentType.StringSelect,
      customId: 'milk',
      options: [{ label: 'With milk', value: 'yes' }],
    } as const;
    await connect(async (interaction) => {
      if (interaction.isButton()) return interaction.update({ content: 'Drunk' });
      if (interaction.isStringSelectMenu()) return interaction.reply(`Milk: ${interaction.values}`);
      if (interaction.isMessageContextMenuCommand())
        return interaction.reply(`For ${interaction.targetMessage.content}`);
      if (!interaction.isChatInputCommand()) return undefined;
      const rows = [button, menu].map(
        (component) => ({ type: ComponentType.ActionRow, components: [component] }) as const,
      );
      return interaction.reply({ content: 'Full', components: rows });
    });
    const page = await open();
    const channelId = page.channel('general');
    await page.ask({ kind: 'slash', channelId, path: '/order', options: {} });
    await page.until(() => page.all('message').length === 1);
    const messageId = page.all('message')[0]?.message.message.id ?? '';
    const at = { channelId, messageId };
    expect(await page.ask({ kind: 'click', ...at, customId: 'drink' })).toEqual({ kind: 'done' });
    expect(await page.ask({ kind: 'choose', ...at, customId: 'milk', values: ['yes'] })).toEqual({ kind: 'done' });
    expect(await page.ask({ kind: 'message-command', ...at, name: 'Pour' })).toEqual({ kind: 'done' });
    expect(await page.ask({ kind: 'click', ...at, customId: 'spill' })).toMatchObject({ kind: 'failed' });
    await page.until(() => page.all('message').length === 4);
    const said = page.all('message').map(({ edited, message }) => [edited, message.message.content]);
    expect(said).toEqual([
      [false, 'Full'],
      [true, 'Drunk'],
      [false, 'Milk: yes'],
      [false, 'For Drunk'],
    ]);
  });

  it('commands on the page carry files up to the bot, and down again', async () => {
    await connect(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const leaf = interaction.options.getAttachment('leaf', true);
      const text = await (await fetch(leaf.url)).text();
      await interaction.reply({ files: [{ name: `again-${leaf.name}`, attachment: Buffer.from(`${text}!`) }] });
    });
    const page = await open();
    const drink = (leaf: string) =>
      page.ask({ kind: 'slash', channelId: page.channel('general'), path: '/tea', options: { kind: 'green', leaf } });
    expect(await drink(await upload('葉 (1).txt', 'text/plain', '緑茶'))).toEqual({ kind: 'done' });
    await page.until(() => page.all('message').length === 1);
    const [file] = page.all('message')[0]?.message.message.attachments ?? [];
    expect(file?.filename).toMatch(/^again-/);
    expect((await ask(new URL(file?.url ?? '').pathname)).body).toBe('緑茶!');
    expect(await drink('nothing')).toMatchObject({ kind: 'failed', reason: expect.stringContaining('no longer here') });
  });
});

describe('faults on the page', () => {
  it.each(pageFaults.map(({ name }) => name))(
    'the fault %s of the list happens at the press of its button',
    async (fault) => {
      const page = await open();
      expect(await page.ask({ kind: 'fault', channelId: page.channel('general'), fault })).toEqual({ kind: 'done' });
    },
  );
});

describe('the log', () => {
  it('the log shows requests with status, time, limit and verdict, and both directions of the gateway, but no token', async () => {
    await connect(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { channelId } = interaction;
      const webhook = await interaction.client.rest.post(Routes.channelWebhooks(channelId), { body: { name: 'Tea' } });
      const { id, token } = webhook as { id: string; token: string };
      await interaction.client.rest.post(Routes.webhook(id, token), { body: { content: 'Hi' }, auth: false });
      await interaction.reply('Done');
      await interaction.followUp('Really');
    });
    const page = await open();
    await page.ask({ kind: 'slash', channelId: page.channel('general'), path: '/order', options: {} });
    await page.until(() =>
      page.log.some(({ title, status }) => title === 'POST /webhooks/:id/:token' && status === 200),
    );
    const titles = page.log.map(({ title }) => title);
    expect(titles).toEqual(expect.arrayContaining(['← IDENTIFY', '→ READY', '→ INTERACTION_CREATE', '→ HELLO']));
    const executed = page.log.find(({ title }) => title === 'POST /webhooks/:id/:token');
    expect(executed).toMatchObject({
      kind: 'rest',
      status: 204,
      took: expect.any(Number),
      rateLimit: { limit: 5, remaining: 4, resetAfter: 2 },
      violations: expect.arrayContaining([expect.stringContaining('webhook-wait at ?wait')]),
      json: { request: { method: 'POST', body: { content: 'Hi' } }, answer: { status: 204 } },
    });
    const late = await open();
    expect(late.log.map(({ title }) => title)).toEqual(titles);

    const { token, world } = sandbox.discord;
    const secrets = [token, ...[...world.webhooks.values()].map((webhook) => webhook.token)];
    expect(secrets).toHaveLength(2);
    const told = [...page.texts, ...late.texts].join('\n');
    for (const secret of secrets) expect(told).not.toContain(secret);
    // Tokens of interactions: 80 random bytes in base64url.
    expect(told).not.toMatch(/[\w-]{100}/);

    page.send({ kind: 'clear-log' });
    await late.until(() => late.all('log-cleared').length === 1);
    expect((await open()).log).toEqual([]);
  });
});

describe('a channel with 2,000 messages', () => {
  it('a channel with 2,000 messages opens in one frame, oldest first', async () => {
    const page = await open();
    const channelId = page.channel('general');
    const channel = sandbox.discord.world.channels.get(channelId);
    if (!channel) throw new Error('There is no such channel.');
    for (let count = 0; count < 2_000; count += 1) sandbox.discord.world.post(channel, { content: `Cup ${count}` });
    const messages = await page.messages(channelId);
    expect(messages).toHaveLength(2_002);
    expect(messages.at(-1)?.message.content).toBe('Cup 1999');
  });
});

describe('the real bot, on the page', () => {
  beforeEach(() => {
    for (const [name, value] of Object.entries(uncounted)) vi.stubEnv(name, value);
  });
  afterEach(() => void vi.unstubAllEnvs());

  /** The page once the bot serves. */
  async function openReady(name?: string): Promise<OpenPage> {
    const page = await open(name);
    sandbox.bot.start();
    await page.until(() => page.all('bot').at(-1)?.state === 'ready');
    return page;
  }

  function replay(page: OpenPage, options: Record<string, string> = { pace: 'instant' }) {
    const channelId = page.channel('general');
    return page.ask({ kind: 'slash', channelId, path: '/thread replay', options: { thread: 'trainium', ...options } });
  }

  /** Who has spoken through webhooks, in order. */
  function heard(page: OpenPage): string[] {
    const posts = page.all('message').filter(({ message: { message } }) => {
      return message.webhook_id !== undefined && message.webhook_id !== sandbox.discord.world.bot.id;
    });
    return posts.map(({ message }) => message.message.author.username);
  }

  const isOver = (page: OpenPage) => page.texts.some((text) => text.includes('The end'));

  it('the real bot is killed and started again in the middle of a replay, which ends with every line once', async () => {
    const page = await openReady();
    expect(await replay(page)).toEqual({ kind: 'done' });
    await page.until(() => heard(page).length >= 3);
    page.send({ kind: 'bot', action: 'kill' });
    await page.until(() => page.all('bot').at(-1)?.state === 'down');
    page.send({ kind: 'bot', action: 'start' });
    await page.until(() => isOver(page));
    expect(heard(page)).toEqual(speakers);
    expect(page.all('bot').map(({ state }) => state)).toEqual([
      'down',
      'starting',
      'ready',
      'down',
      'starting',
      'ready',
    ]);
    expect(sandbox.discord.violations).toEqual([]);
  });

  it('the real bot heals a replay whose answers get lost, that is refused, and whose webhook and connection are cut', async () => {
    const page = await openReady();
    const channelId = page.channel('general');
    await replay(page);
    const statuses = () =>
      new Set(page.log.filter(({ title }) => title === 'POST /webhooks/:id/:token').map(({ status }) => status));
    for (const [fault, isFelt] of [
      ['drop-next-answer', () => sandbox.discord.faults.struck.size > 0],
      ['rate-limit-next-post', () => statuses().has(429)],
      ['delete-webhooks', () => statuses().has(404)],
      ['cut-gateway', () => page.log.some(({ title }) => title === '← RESUME')],
    ] as const) {
      expect(await page.ask({ kind: 'fault', channelId, fault })).toEqual({ kind: 'done' });
      await page.until(isFelt);
    }
    page.send({ kind: 'speed', speed: 20 });
    await page.until(() => isOver(page));
    expect(heard(page)).toEqual(speakers);
    expect(statuses()).toEqual(new Set([200, null, 429, 404]));
  });

  it('the real bot refuses to replay without Manage Webhooks, and replays with it again', async () => {
    const page = await openReady('Hana');
    const channelId = page.channel('general');
    await page.ask({ kind: 'fault', channelId, fault: 'revoke-manage-webhooks' });
    expect(await replay(page)).toEqual({ kind: 'done' });
    expect(page.all('message').at(-1)?.message).toMatchObject({ private: true });
    expect(heard(page)).toEqual([]);
    await page.ask({ kind: 'fault', channelId, fault: 'grant-manage-webhooks' });
    await replay(page);
    await page.until(() => isOver(page));
    expect(heard(page)).toEqual(speakers);
  });

  it('the real bot follows the page’s clock: as fast as it runs, and not at all while it stands still', async () => {
    const page = await openReady();
    page.send({ kind: 'speed', speed: 0 });
    await replay(page, { pace: 'slow' });
    await page.until(() => heard(page).length === 1);
    const stood = page.all('clock').at(-1)?.clock.shown ?? 0;
    expect(Date.parse(page.all('message').at(-1)?.message.message.timestamp ?? '')).toBe(stood);
    page.send({ kind: 'speed', speed: 20 });
    await page.until(() => heard(page).length === 2);
    const last = page.all('message').findLast(({ message }) => message.message.webhook_id !== undefined);
    const gap = Date.parse(last?.message.message.timestamp ?? '') - stood;
    expect(gap).toBeGreaterThan(2_000);
  });
});

/** What there is when the sandbox opens: two servers, and people of each role, in both languages. */
import type { PermissionResolvable } from 'discord.js';
import type { LoopbackDiscord } from '../loopback/loopback.ts';
import type { Server } from '../loopback/servers/server.ts';
import type { Person } from '../loopback/world/person.ts';

/** The categories of the threads that ship with the bot, which a discussion's post in a forum is filed under. */
const CATEGORIES = [
  { en: 'AI', ja: 'AI' },
  { en: 'Work', ja: '働き方' },
  { en: 'Language', ja: 'ことば' },
  { en: 'Food', ja: '食' },
] as const;

const MODERATOR: PermissionResolvable = ['ManageMessages'];

/** Arranges it; the servers, by their ids. */
export function setScene(discord: LoopbackDiscord): ReadonlyMap<string, Server> {
  const add = (name: string, locale: string) => discord.world.addPerson({ name, locale, bot: false });
  const [alex, hana, mika, ben, sora] = [
    add('Alex', 'en-US'),
    add('Hana', 'ja'),
    add('Mika', 'ja'),
    add('Ben', 'en-GB'),
    add('Sora', 'ja'),
  ];
  const servers = [teaHouse(discord, { alex, hana, mika, ben }), chaya(discord, { sora, hana, mika })];
  return new Map(servers.map((server) => [server.id, server]));
}

function teaHouse(
  discord: LoopbackDiscord,
  { alex, hana, mika, ben }: Record<'alex' | 'hana' | 'mika' | 'ben', Person>,
) {
  const server = discord.addServer({ name: 'Tea House', preferredLocale: 'en-US', owner: alex });
  server.join(hana, MODERATOR);
  server.join(mika);
  server.join(ben);
  const general = server.addTextChannel('general');
  server.makeSystemChannel(general);
  general.say(alex, 'The kettle is on. Type `/` to see what Reprise can do.');
  general.say(ben, 'I’ll have a green one, please.');
  announcements(server, 'announcements', alex, 'We are open every day from nine.');
  general.startThreadChannel('Green or black?').say(ben, 'Green in the morning, black after lunch.');
  const forum = server.addForumChannel('brewing', { tags: ['Tea', ...CATEGORIES.map(({ en }) => en)] });
  forum.startThreadChannel('How hot is too hot?').say(mika, '70 °C for sencha, I would say.');
  return server;
}

function chaya(discord: LoopbackDiscord, { sora, hana, mika }: Record<'sora' | 'hana' | 'mika', Person>) {
  const server = discord.addServer({ name: '茶屋', preferredLocale: 'ja', owner: sora });
  server.join(hana, MODERATOR);
  server.join(mika);
  const general = server.addTextChannel('雑談');
  server.makeSystemChannel(general);
  general.say(sora, 'お湯が沸きました。`/` と入力すると、Repriseの機能を確認できます。');
  general.say(mika, '煎茶をお願いします。');
  announcements(server, 'お知らせ', sora, '毎日9時に開店します。');
  const forum = server.addForumChannel('お茶の淹れ方', { tags: ['お茶', ...CATEGORIES.map(({ ja }) => ja)] });
  forum.startThreadChannel('お湯の温度は？').say(hana, '玉露なら50℃くらいが好きです。');
  return server;
}

/** A channel where only the owner writes, and the bot. */
function announcements(server: Server, name: string, owner: Person, content: string): void {
  const channel = server.addAnnouncementChannel(name);
  channel.overwrite('everyone', { deny: ['SendMessages'] });
  channel.overwrite('bot', { allow: ['SendMessages'] });
  channel.say(owner, content);
}

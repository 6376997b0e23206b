import { messageLink, userMention } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/sandbox/loopback/people/actor.ts';
import { buttonsOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import { controlIn } from '../support/audience.ts';
import { pressForged } from '../support/forge.ts';
import { startTeaHouse, type TeaHouse } from '../support/teaHouse.ts';

const DELETE = 'DELETE /webhooks/:id/:token/messages/:id';

describe('About this post', () => {
  let house: TeaHouse;
  let bed: TeaHouse['bed'];
  let channel: TeaHouse['channel'];
  let mika: Actor;
  let alex: Actor;
  /** Manages messages, and nothing else. */
  let nora: Actor;

  beforeEach(async () => {
    house = await startTeaHouse();
    ({ bed, channel, mika, alex } = house);
    nora = house.server.addMember({ name: 'Nora', permissions: ['ManageMessages'] }).in(channel);
  });

  afterEach(() => bed[Symbol.asyncDispose]());

  const control = () => controlIn(channel);
  const controlText = () => {
    const message = control();
    return message ? textOf(message) : '';
  };

  /** Plays a thread to its end. */
  async function play(thread: string, options = {}): Promise<void> {
    const before = channel.posts.length;
    await mika.slash('/thread replay', { thread, pace: 'instant', ...options });
    await bed.passUntil(() => /The end|再生が終わりました/.test(controlText()));
    expect(channel.posts.length).toBeGreaterThan(before);
  }

  function post(saying: string) {
    const found = channel.posts.find(({ content }) => content.includes(saying));
    if (!found) throw new Error(`No post says ${saying}.`);
    return found;
  }

  const aboutIn = (language: 'en' | 'ja') => (language === 'en' ? 'About this post' : 'この投稿について');
  const ask = (person: Actor, saying: string) => person.messageCommand('About this post', post(saying));
  const labels = (reply: { message: Parameters<typeof buttonsOf>[0] }) =>
    buttonsOf(reply.message).map(({ label }) => label);

  it('a post tells who speaks, where it comes from and who had it replayed, to whoever asks alone, in one request', async () => {
    await play('sourdough');
    const before = house.requests();
    const answer = await ask(mika, 'Yeast slows down');
    expect(house.requests() - before).toBe(1);
    expect(answer).toMatchObject({ private: true });
    const shown = textOf(answer.message);
    expect(shown).toContain('食品化学者 / Food Chemist');
    expect(shown).toContain('コメント1（全4件）');
    expect(shown).toContain(userMention(mika.person.id));
    for (const id of [channel.posts[0]?.id ?? '', control()?.id ?? '']) {
      expect(shown).toContain(messageLink(channel.id, id, house.server.id));
    }
    expect(labels(answer)).toEqual(['ここから再生']);
    const command = bed.discord.world.commands.find(({ name }) => name === aboutIn('en'));
    expect(command).toMatchObject({ name_localizations: { ja: aboutIn('ja') }, contexts: [0], integration_types: [0] });
  });

  it('the thread’s own post is told about like a comment, and replayed from there', async () => {
    await play('sourdough');
    const answer = await ask(alex, 'We fed ours twice');
    expect(textOf(answer.message)).toContain('The post');
    expect(textOf(answer.message)).toContain('Replay started by');
    const { message } = await alex.click(answer.message, 'Replay from here');
    expect(textOf(message)).toContain('Playing');
  });

  it('only who manages messages there may delete a post, and only who manages the server may mute who speaks', async () => {
    await play('sourdough');
    expect(labels(await ask(nora, 'Yeast slows down'))).toEqual(['Replay from here', 'Delete this post']);
    expect(labels(await ask(alex, 'Yeast slows down'))).toEqual(['Replay from here', 'Mute this persona']);
    const { message } = await ask(nora, 'Yeast slows down');
    const [, remove] = buttonsOf(message);
    const sure = remove?.custom_id.replace('deletePost', 'deletePostSure');
    const needed = /needs the Manage Messages|「メッセージの管理」の権限が必要/;
    for (const id of [remove?.custom_id, `${sure}:yes`, `${sure}:no`]) {
      expect(textOf((await pressForged(bed, mika, id ?? '')).message)).toMatch(needed);
      // What somebody may do elsewhere says nothing.
      const elsewhere = house.server.addTextChannel('elsewhere');
      const there = house.server.addMember({ name: 'Kai', permissions: ['ManageMessages'] }).in(elsewhere);
      expect(textOf((await pressForged(bed, there, id ?? '')).message)).toMatch(needed);
    }
    const mute = remove?.custom_id.replace('deletePost', 'muteSpeaker') ?? '';
    expect(textOf((await pressForged(bed, nora, mute)).message)).toBe('This needs the Manage Server permission.');
    expect(channel.posts).toHaveLength(5);
  });

  it('a post is deleted once that was confirmed, with every part of it, and nothing else', async () => {
    await play('long story');
    const parts = channel.posts.filter(({ author }) => author.username === 'Night Baker');
    expect(parts.length).toBeGreaterThan(1);
    const others = channel.messages.filter((message) => !parts.includes(message)).map(({ id }) => id);
    const { message } = await nora.messageCommand('About this post', parts[1] ?? post('bread'));
    const asked = await nora.click(message, 'Delete this post');
    expect(textOf(asked.message)).toContain(`all ${parts.length} parts`);
    expect(textOf((await nora.click(asked.message, 'Delete')).message)).toBe('The post was deleted.');
    expect(channel.messages.map(({ id }) => id)).toEqual(others);
  });

  it('a post is kept when whoever was asked thinks better of it', async () => {
    await play('sourdough');
    const { message } = await ask(nora, 'Yeast slows down');
    const asked = await nora.click(message, 'Delete this post');
    expect(textOf((await nora.click(asked.message, 'Cancel')).message)).toBe('Nothing was deleted.');
    expect(channel.posts).toHaveLength(5);
  });

  it('a post that was deleted meanwhile is said to be gone, whatever is pressed', async () => {
    await play('sourdough');
    const one = await ask(nora, 'Yeast slows down');
    const other = await ask(nora, 'Yeast slows down');
    const asked = await nora.click(one.message, 'Delete this post');
    const askedToo = await nora.click(other.message, 'Delete this post');
    await nora.click(asked.message, 'Delete');
    const gone = 'This post is no longer there: somebody has deleted it.';
    expect(textOf((await nora.click(askedToo.message, 'Delete')).message)).toBe(gone);
  });

  it('a post that somebody deleted by hand is deleted without a complaint', async () => {
    await play('sourdough');
    const { message } = await ask(nora, 'Yeast slows down');
    const asked = await nora.click(message, 'Delete this post');
    bed.discord.world.deleteMessage(channel.state, post('Yeast slows down').id);
    expect(textOf((await nora.click(asked.message, 'Delete')).message)).toBe('The post was deleted.');
  });

  it('the newest post of a running replay is deleted, not repeated, and the replay goes on, though an answer is lost then', async () => {
    await mika.slash('/thread replay', { thread: 'sourdough', pace: 'slow' });
    await bed.passUntil(() => channel.posts.length === 2);
    const { message } = await ask(nora, 'Yeast slows down');
    await nora.click((await nora.click(message, 'Delete this post')).message, 'Delete');
    expect(channel.posts).toHaveLength(1);
    bed.discord.faults.on('POST /webhooks/:id/:token').acceptThenDrop();
    await bed.passUntil(() => controlText().includes('The end'));
    expect(channel.posts).toHaveLength(4);
    expect(channel.posts.some(({ content }) => content.includes('Yeast slows down'))).toBe(false);
    expect(new Set(channel.posts.map(({ content }) => content)).size).toBe(4);
  });

  it('a text whose parts are still to come is not deleted by half', async () => {
    const limited = { scope: 'shared', retryAfter: 60_000 } as const;
    bed.discord.faults.on('POST /webhooks/:id/:token').nth(2).rateLimit(limited);
    await mika.slash('/thread replay', { thread: 'long story', pace: 'instant', from: 1 });
    await bed.passUntil(() => bed.discord.faults.struck.size > 0);
    const [first] = channel.posts.filter(({ author }) => author.username === 'Night Baker');
    if (!first) throw new Error('Nothing was posted.');
    const { message } = await nora.messageCommand('About this post', first);
    expect(textOf((await nora.click(message, 'Delete this post')).message)).toContain('still to be posted');
    await mika.slash('/thread stop');
    const asked = await nora.click(message, 'Delete this post');
    await nora.click(asked.message, 'Delete');
    expect(channel.posts).toEqual([]);
  });

  it('a post that Discord does not let the bot delete stays, and whoever wanted it gone is told what to do', async () => {
    await play('sourdough');
    channel.deleteWebhooks();
    const { message } = await ask(nora, 'Yeast slows down');
    const asked = await nora.click(message, 'Delete this post');
    const refusal = textOf((await nora.click(asked.message, 'Delete')).message);
    expect(refusal).toContain('The post was not deleted. The webhook that posted this is gone');
    expect(refusal).toContain('**Manage Messages**');
    house.server.grant('ManageMessages');
    const again = await nora.click((await ask(nora, 'Yeast slows down')).message, 'Delete this post');
    expect(textOf((await nora.click(again.message, 'Delete')).message)).toBe('The post was deleted.');
    expect(house.server.auditLog.at(-1)?.reason).toContain(`Post of a replay deleted by member ${nora.person.id}`);
  });

  it('a deletion whose answer is lost is made again', async () => {
    await play('sourdough');
    bed.discord.faults.on(DELETE).acceptThenDrop();
    const asked = await nora.click((await ask(nora, 'Yeast slows down')).message, 'Delete this post');
    let answer = '';
    void nora.click(asked.message, 'Delete').then(({ message }) => {
      answer = textOf(message);
    });
    await bed.passUntil(() => answer !== '');
    expect(answer).toBe('The post was deleted.');
    expect(channel.posts).toHaveLength(4);
  });

  it('who speaks in a post is muted from there, which the post and its translation then say', async () => {
    await play('sourdough');
    const answer = await alex.click((await ask(alex, 'Yeast slows down')).message, 'Mute this persona');
    expect(answer).toMatchObject({ private: true });
    expect(textOf(answer.message)).toContain('**Food Chemist** is muted on this server now');
    const about = await ask(alex, 'Yeast slows down');
    expect(textOf(about.message)).toContain('Muted on this server');
    expect(labels(about)).toEqual([]);
    expect(labels(await ask(nora, 'Yeast slows down'))).toEqual(['Delete this post']);
    const translation = await mika.click(post('Yeast slows down'), 'Translate');
    expect(textOf(translation.message)).toContain('このサーバーでミュートされているため');
    expect(textOf((await alex.messageCommand('Translate', post('Yeast slows down'))).message)).toContain(
      '**Food Chemist** is muted on this server, so what they say is left out.',
    );
    await alex.slash('/library unmute', { persona: 'food chemist' });
    expect(textOf((await mika.click(post('Yeast slows down'), 'Translate')).message)).toContain('酵母は寒さで');
  });

  it('a post whose thread is hidden still tells who spoke, without a way to replay it', async () => {
    await play('sourdough');
    await alex.slash('/library hide', { thread: 'sourdough' });
    const answer = await ask(mika, 'Yeast slows down');
    expect(textOf(answer.message)).toContain('Food Chemist');
    expect(labels(answer)).toEqual([]);
  });

  it('a message that no persona said is answered kindly, in the language of whoever asks', async () => {
    await play('sourdough');
    const said = channel.say(mika.person, 'Hello');
    for (const message of [said, control() ?? said]) {
      expect(textOf((await alex.messageCommand('About this post', message)).message)).toBe(
        'This message is not part of a replay. Reprise can tell you about what a persona says in one.',
      );
      expect(textOf((await mika.messageCommand('About this post', message)).message)).toContain(
        '再生された投稿ではありません',
      );
    }
  });
});

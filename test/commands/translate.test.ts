import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonsOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import { pressForged } from '../support/forge.ts';
import { startTeaHouse, type TeaHouse } from '../support/teaHouse.ts';

describe('Translate', () => {
  let bed: TeaHouse['bed'];
  let channel: TeaHouse['channel'];
  let mika: TeaHouse['mika'];
  let alex: TeaHouse['alex'];

  beforeEach(async () => {
    ({ bed, channel, mika, alex } = await startTeaHouse());
  });

  afterEach(() => bed[Symbol.asyncDispose]());

  /** Plays a thread to its end; its posts. */
  async function played(thread: string, options = {}) {
    const before = channel.posts.length;
    await alex.slash('/thread replay', { thread, pace: 'instant', ...options });
    await bed.passUntil(() => channel.messages.some((message) => /The end|再生が終わりました/.test(textOf(message))));
    return channel.posts.slice(before);
  }

  /** The post that says something. */
  async function post(thread: string, saying: string, options = {}) {
    const found = (await played(thread, options)).find(({ content }) => content.includes(saying));
    if (!found) throw new Error(`No post says ${saying}.`);
    return found;
  }

  it('a post’s button gives its comment in the other language to whoever presses it, alone, in one request', async () => {
    const message = await post('sourdough', 'Yeast slows down');
    expect(buttonsOf(message).map(({ label }) => label)).toEqual(['Translate']);
    const before = bed.discord.requests.length;
    const answer = await mika.click(message, 'Translate');
    expect(bed.discord.requests.length - before).toBe(1);
    expect(answer).toMatchObject({ kind: 'message', private: true });
    expect(textOf(answer.message)).toBe(
      '**食品化学者** · コメント1（全4件）\n酵母は寒さで眠るだけで、死にはしない。4℃の冷蔵庫なら1週間は持つ。',
    );
    expect(textOf((await alex.click(message, 'Translate')).message)).toContain('**食品化学者** · Comment 1 of 4');
  });

  it('the command in the menu of a post translates it too, and is named in the reader’s language', async () => {
    const message = await post('sourdough', '酵母は寒さで', { language: 'ja' });
    expect(buttonsOf(message).map(({ label }) => label)).toEqual(['翻訳']);
    const before = bed.discord.requests.length;
    const answer = await alex.messageCommand('Translate', message);
    expect(bed.discord.requests.length - before).toBe(1);
    expect(answer).toMatchObject({ private: true });
    expect(textOf(answer.message)).toContain('A fridge at 4 °C buys you a week.');
    const command = bed.discord.world.commands.find(({ name }) => name === 'Translate');
    expect(command).toMatchObject({ name_localizations: { ja: '翻訳' }, contexts: [0], integration_types: [0] });
  });

  it('any part of a split text, and the thread’s post, give the whole text in the other language', async () => {
    const posts = await played('long story');
    const parts = posts.filter(({ author }) => author.username === 'Night Baker');
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) {
      const first = await mika.click(part, 'Translate');
      expect(textOf(first.message)).toContain('パン第1号の');
      expect(textOf(first.message).length).toBeLessThanOrEqual(4_000);
    }
    const [opening] = posts;
    if (!opening) throw new Error('The replay has no posts.');
    const translated = textOf((await mika.click(opening, 'Translate')).message);
    expect(translated).toContain('**パンの長い物語**');
    expect(translated).toContain('パン第60号の');
  });

  it('a long translation’s pages are turned in place', async () => {
    const message = await post('long story', 'パン第1号の', { language: 'ja', from: 1 });
    const first = await alex.messageCommand('Translate', message);
    expect(textOf(first.message)).toContain('bread number 1 begins');
    const second = await alex.click(first.message, 'Next');
    expect(second).toMatchObject({ kind: 'update' });
    expect(textOf(second.message)).toContain('bread number 40 begins');
  });

  it('a post that exists in one language only has no button, and says so when a translation is asked for', async () => {
    const single = await post('sourdough', 'Only English here');
    expect(buttonsOf(single)).toEqual([]);
    expect(textOf((await mika.messageCommand('Translate', single)).message)).toContain(
      '英語のみで、翻訳はありません。',
    );
    const other = channel.posts.find(({ content }) => content.includes('毎日やってる'));
    if (!other) throw new Error('The replay lacks a comment.');
    expect(textOf((await alex.messageCommand('Translate', other)).message)).toContain('exists only in Japanese');
  });

  it('a post of both languages has no button, and says so when a translation is asked for', async () => {
    const message = await post('sourdough', 'Yeast slows down', { language: 'both' });
    expect(buttonsOf(message)).toEqual([]);
    expect(textOf((await alex.messageCommand('Translate', message)).message)).toContain('already has both languages');
  });

  it('a server that switched the button off has none, though the menu still translates', async () => {
    const off = await alex.slash('/settings translate', { value: 'off' });
    expect(off).toMatchObject({ private: true });
    expect(textOf(off.message)).toContain('no Translate button');
    expect(textOf((await alex.slash('/settings show')).message)).toMatch(
      /Translate button under posts.*Off\n-# chosen/,
    );
    const message = await post('sourdough', 'Yeast slows down');
    expect(buttonsOf(message)).toEqual([]);
    expect(textOf((await mika.messageCommand('Translate', message)).message)).toContain('酵母は寒さで');
    await alex.click((await alex.slash('/settings reset')).message, 'Reset');
    expect(textOf((await alex.slash('/settings show')).message)).toMatch(
      /Translate button under posts.*On\n-# default/,
    );
  });

  it('a replay that was started with the button keeps it to its end', async () => {
    await alex.slash('/thread replay', { thread: 'sourdough' });
    await bed.passUntil(() => channel.posts.length === 1);
    await alex.slash('/settings translate', { value: 'off' });
    await bed.passUntil(() => channel.posts.length === 2);
    expect(channel.posts.map((message) => buttonsOf(message).length)).toEqual([1, 1]);
  });

  it('a message that no persona said is answered kindly', async () => {
    const control = (await alex.slash('/thread replay', { thread: 'sourdough' })).message;
    const kind = 'Translate works on what a persona says in a replay';
    expect(textOf((await alex.messageCommand('Translate', control)).message)).toContain(kind);
    const { payload } = bed.discord.world.post(channel.state, {
      content: 'Hello',
      author: { id: mika.person.id, username: 'Mika', discriminator: '0', global_name: null, avatar: null },
    });
    const answer = await mika.messageCommand('Translate', payload);
    expect(answer).toMatchObject({ private: true });
    expect(textOf(answer.message)).toContain('このメッセージは対象外です');
  });

  it('no post of another server is reached, whatever button somebody forges', async () => {
    const message = await post('sourdough', 'Yeast slows down');
    const [button] = buttonsOf(message);
    const elsewhere = bed.discord.addServer({ name: 'Elsewhere' });
    const other = elsewhere.addTextChannel('general');
    const eve = elsewhere.addMember({ name: 'Eve' }).in(other);
    const copy = bed.discord.world.post(other.state, { ...message, channel_id: other.id }).payload;
    const answers = [
      await eve.messageCommand('Translate', copy),
      await pressForged(bed, eve, button?.custom_id ?? ''),
      await pressForged(bed, eve, `${button?.custom_id.replace('translate', 'translation')}:1`),
      await pressForged(bed, mika, `${button?.custom_id}999`),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({ kind: 'message', private: true });
      expect(textOf(answer.message)).toMatch(/Translate works on what a persona says|対象外です/);
    }
  });
});

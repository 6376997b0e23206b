import { ComponentType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/sandbox/loopback/people/actor.ts';
import { buttonsOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import { eventually } from '../support/eventually.ts';
import { facesIn } from '../support/faces.ts';
import { pressForged } from '../support/forge.ts';
import { startTeaHouse, type TeaHouse } from '../support/teaHouse.ts';

describe('/thread', () => {
  let bed: TeaHouse['bed'];
  let server: TeaHouse['server'];
  let channel: TeaHouse['channel'];
  let mika: TeaHouse['mika'];
  let alex: TeaHouse['alex'];
  let requests: TeaHouse['requests'];

  beforeEach(async () => {
    ({ bed, server, channel, mika, alex, requests } = await startTeaHouse());
  });

  afterEach(() => bed[Symbol.asyncDispose]());

  /** One search; it must take one request, and say what it found. */
  async function search(who: Actor, options: Record<string, string | boolean>) {
    const before = requests();
    const answer = await who.slash('/thread search', options);
    expect(requests() - before).toBe(1);
    return { answer, text: textOf(answer.message) };
  }

  const hitsIn = (text: string) => text.match(/^-# .*(Comment \d+ of|The post|コメント \d+ \/|元の投稿)/gm) ?? [];

  it('a search shows who said it where, with the match in bold, publicly and in the server’s language', async () => {
    const { answer, text } = await search(mika, { words: 'fridge' });
    expect(answer).toMatchObject({ private: false });
    expect(text).toContain('### Search results · 1\n-# “fridge”');
    expect(text).toContain('**Food Chemist**\nYeast slows down in the cold, it does not die. A **fridge** at 4 °C');
    expect(text).toContain('-# Does a sourdough starter really need feeding every day? · Comment 1 of 4');
    expect(buttonsOf(answer.message).map(({ label }) => label)).toEqual(['Show', 'Replay from here']);
  });

  it('a hit is shown in the language that matched, and in the one asked for', async () => {
    expect((await search(alex, { words: '冷蔵庫' })).text).toContain(
      '**食品化学者**\n酵母は寒さで眠るだけで、死にはしない。4℃の**冷蔵庫**',
    );
    const { text } = await search(mika, { words: 'パン', language: 'ja', private: true });
    expect(text).toContain('### 検索結果');
    expect(text).toContain('「パン」 · 日本語');
    expect(text).toContain('睡眠は過大評価されている。**パン**は違う。');
    expect(text).not.toMatch(/bread/i);
  });

  it('a search in a spoiler channel answers in private, also when everybody was to see it, and costs no more', async () => {
    channel.hideAsSpoiler();
    for (const options of [{}, { private: false }]) {
      const { answer, text } = await search(mika, { words: 'fridge', ...options });
      expect(answer).toMatchObject({ private: true });
      expect(text).toContain('### 検索結果 · 1件');
    }
    expect(channel.messages).toEqual([]);
  });

  it('a search answers in private, in the reader’s language, when asked to', async () => {
    const { answer, text } = await search(mika, { words: 'fridge', private: true });
    expect(answer).toMatchObject({ private: true });
    expect(text).toContain('### 検索結果 · 1件\n-# 「fridge」');
    expect(buttonsOf(answer.message).map(({ label }) => label)).toEqual(['全文を表示', 'ここから再生']);
  });

  it('a search speaks the server’s language to a whole server', async () => {
    await alex.slash('/settings language', { value: 'ja' });
    expect((await search(alex, { words: 'fridge' })).text).toContain('### 検索結果 · 1件');
  });

  it('a search without words lists everything a persona says, in all threads or in one', async () => {
    const all = await search(alex, { persona: 'night baker' });
    expect(all.text).toContain('### Search results · 3\n-# Night Baker');
    expect(hitsIn(all.text)).toHaveLength(3);
    expect((await search(alex, { persona: 'パン職人', thread: 'night bus' })).text).toContain('### Search results · 1');
    expect((await search(alex, { words: 'bread', persona: 'rail fan' })).text).toContain('your **bread** and your');
    expect(hitsIn((await search(alex, { thread: 'sourdough' })).text)).toHaveLength(5);
  });

  it('a search’s pages are turned in place by everybody who sees it, within Discord’s limits', async () => {
    const { answer, text } = await search(alex, { words: 'bread' });
    expect(hitsIn(text)).toHaveLength(5);
    expect(text).toContain('Page 1 of 2');
    const second = await mika.click(answer.message, 'Next');
    expect(second).toMatchObject({ kind: 'update' });
    expect(textOf(second.message)).toContain('Page 2 of 2');
    const shown = [...hitsIn(text), ...hitsIn(textOf(second.message))];
    expect(new Set(shown).size).toBe(shown.length);
    expect(textOf((await mika.click(second.message, 'Previous')).message)).toBe(text);
  });

  it('a search keeps within Discord’s limits with faces, links and long words, its buttons too', async () => {
    await alex.slash('/thread replay', { thread: 'sourdough', pace: 'instant' });
    await bed.passUntil(() => channel.posts.length >= 5);
    const { answer } = await search(alex, { thread: 'sourdough' });
    expect(JSON.stringify(answer.message.components).match(/"type":11/g)).toHaveLength(5);
    expect(ComponentType.Thumbnail).toBe(11);
    for (const words of ['bread '.repeat(1_000), '"unclosed', 'NEAR(bread', '* - : ^', '\ud800', 'パ'.repeat(5_999)]) {
      const odd = await search(alex, { words });
      expect(odd.text.length).toBeLessThanOrEqual(4_000);
    }
  });

  it('a search shows faces that were not there yet on the next look, and does not wait for them', async () => {
    const ask = async () => (await search(alex, { words: 'bread' })).answer;
    const first = await ask();
    expect(facesIn(first.message)).toEqual([]);
    await alex.click(first.message, 'Next');
    const turn = async () => {
      await alex.click(first.message, 'Previous');
      return alex.click(first.message, 'Next');
    };
    for (const look of [ask, turn]) {
      await eventually(async () => {
        const { message } = await look();
        expect(facesIn(message)).toHaveLength(hitsIn(textOf(message)).length);
      });
    }
  });

  it('a search that has been forgotten says so, instead of failing silently', async () => {
    const pressed = await pressForged(bed, mika, 'found:123456789:2');
    expect(pressed).toMatchObject({ kind: 'message', private: true });
    expect(textOf(pressed.message)).toContain('もう一度 `/スレッド 検索`');
  });

  it('the oldest searches of a server that searches much are forgotten, never another’s', async () => {
    const { answer } = await search(alex, { words: 'bread' });
    const elsewhere = bed.discord.addServer({ name: 'Elsewhere' });
    const eve = elsewhere.addMember({ name: 'Eve' }).in(elsewhere.addTextChannel('general'));
    const first = await eve.slash('/thread search', { words: 'bread' });
    for (let more = 0; more < 50; more += 1) await eve.slash('/thread search', { words: 'fridge', private: true });
    expect(textOf((await eve.click(first.message, 'Next')).message)).toContain('Please search again');
    expect(textOf((await alex.click(answer.message, 'Next')).message)).toContain('Page 2 of 2');
  });

  it('the pages of another server’s search are never turned', async () => {
    const { answer } = await search(alex, { words: 'bread' });
    const next = buttonsOf(answer.message).find(({ label }) => label === 'Next');
    const elsewhere = bed.discord.addServer({ name: 'Elsewhere' });
    const eve = elsewhere.addMember({ name: 'Eve' }).in(elsewhere.addTextChannel('general'));
    const pressed = await pressForged(bed, eve, next?.custom_id ?? '');
    expect(pressed).toMatchObject({ kind: 'message', private: true });
    expect(textOf(pressed.message)).toContain('Please search again');
  });

  it('a hit is shown whole in both languages, the reader’s first, to whoever asks, alone', async () => {
    const { answer } = await search(alex, { words: 'flood' });
    const before = requests();
    const whole = await mika.click(answer.message, 'Show');
    expect(requests() - before).toBe(1);
    expect(whole).toMatchObject({ kind: 'message', private: true });
    expect(textOf(whole.message)).toBe(
      [
        '**五人の孫の祖母** · コメント2（全4件）\n-# サワードウの種は本当に毎日の世話が必要?',
        '私の種は引っ越しも、子ども二人も、1987年の洪水も生き延びたよ。あんたくらい平気さ。\n',
        'My starter survived a move, two kids and the \\*great\\* flood\\_of\\_1987. It will survive you.',
      ].join('\n'),
    );
  });

  it('a long comment is shown page by page', async () => {
    const { answer } = await search(alex, { words: 'crumbs', persona: 'night baker' });
    const first = await alex.click(answer.message, 'Show');
    expect(textOf(first.message)).toContain('bread number 1 begins');
    const second = await alex.click(first.message, 'Next');
    expect(second).toMatchObject({ kind: 'update' });
    expect(textOf(second.message)).toMatch(/パン第\d+号/);
  });

  it('a hit is replayed from, with the checks of a replay', async () => {
    const { answer } = await search(alex, { words: 'flood' });
    channel.overwrite('everyone', { deny: ['SendMessages'] });
    expect(textOf((await mika.click(answer.message, 'Replay from here')).message)).toContain(
      'メッセージを送信できない',
    );
    channel.overwrite('everyone', { allow: ['SendMessages'] });
    const started = await mika.click(answer.message, 'Replay from here');
    expect(started).toMatchObject({ kind: 'message', private: false });
    expect(textOf(started.message)).toContain('from comment 2');
    await bed.passUntil(() => channel.posts.length >= 1);
    expect(channel.posts[0]?.content).toContain('My starter survived');
  });

  it('a hit links to where this server has the comment, the latest replay first; other servers see nothing of it', async () => {
    for (let replay = 1; replay <= 2; replay += 1) {
      await alex.slash('/thread replay', { thread: 'sourdough', pace: 'instant' });
      await bed.passUntil(() => channel.posts.length >= 5 * replay);
      await bed.passUntil(
        () => channel.messages.filter((message) => /The end/.test(textOf(message))).length === replay,
      );
    }
    const latest = channel.posts.findLast(({ content }) => content.includes('fridge'));
    const link = `https://discord.com/channels/${server.id}/${channel.id}/${latest?.id}`;
    expect((await search(mika, { words: 'fridge' })).text).toContain(`[Jump to the post](${link})`);
    const elsewhere = bed.discord.addServer({ name: 'Elsewhere' });
    const eve = elsewhere.addMember({ name: 'Eve' }).in(elsewhere.addTextChannel('general'));
    expect((await search(eve, { words: 'fridge' })).text).not.toContain('https://discord.com');
  });

  it('a search says what it searched instead of a typo', async () => {
    const { text } = await search(alex, { words: 'fridgee' });
    expect(text).toContain('No match for “fridgee”; showing results for “fridge”.');
    expect(text).toContain('A **fridge** at');
  });

  it('nobody can make the bot post a link, a mention or a heading of their own by searching for it', async () => {
    const { text } = await search(alex, { words: '[Free Nitro](https://evil.example/x) <#5> \n# @everyone' });
    expect(text).toContain('“\\[Free Nitro\\](https\\://evil.example/x) \\<#5> # \\@everyone”');
  });

  it('a search that finds nothing says so, and offers what comes near', async () => {
    const { answer, text } = await search(alex, { words: 'storyteler' });
    expect(answer).toMatchObject({ private: true });
    expect(text).toContain('### Nothing found');
    expect(text).toContain('Personas with a similar name: “Storyteller Without End / 終わらない語り部”.');
    expect((await search(mika, { words: '量子力学', private: true })).text).toContain('見つかりませんでした');
  });

  it('a search without a hit is told in private, in the reader’s language, and searches for what was meant at a press', async () => {
    const nothing = await search(mika, { words: 'storyteler' });
    expect(nothing.answer).toMatchObject({ private: true });
    expect(nothing.text).toContain('### 見つかりませんでした');
    const persona = await mika.click(nothing.answer.message, '終わらない語り部 / Storyteller Without End');
    expect(persona).toMatchObject({ kind: 'message', private: false });
    expect(textOf(persona.message)).toContain('### Search results · ');

    const alone = await search(mika, { words: 'sourdouhg xylophone', private: true });
    const word = buttonsOf(alone.answer.message).find(({ label }) => label === 'sourdough');
    const found = await mika.click(alone.answer.message, word?.custom_id ?? '');
    expect(found).toMatchObject({ kind: 'update' });
    expect(textOf(found.message)).toContain('「sourdough」');
    for (const id of ['sought:1:words:0', word?.custom_id.replace(/0$/, '24') ?? '']) {
      expect(textOf((await pressForged(bed, mika, id)).message)).toContain('もう一度 `/スレッド 検索`');
    }
  });

  it('a search that names what comes near may be said aloud only by those who may write there', async () => {
    const nothing = await search(mika, { words: 'storyteler' });
    channel.overwrite('everyone', { deny: ['SendMessages', 'SendMessagesInThreads'] });
    const refused = await mika.click(nothing.answer.message, '終わらない語り部 / Storyteller Without End');
    expect(textOf(refused.message)).toContain('「非公開」');
    expect(channel.messages).toEqual([]);
  });

  it('what cannot be searched is refused in private and in the reader’s language', async () => {
    for (const options of [{}, { words: '  ' }, { language: 'ja' }]) {
      const { answer, text } = await search(mika, options);
      expect(answer).toMatchObject({ private: true });
      expect(text).toContain('少なくとも1つを指定してください');
    }
    const persona = await search(alex, { persona: 'Nigth Baker' });
    expect(persona.answer).toMatchObject({ private: true });
    expect(persona.text).toContain('Did you mean “Night Baker / 夜のパン職人”?');
    expect((await search(alex, { words: 'bread', thread: 'sourdogh' })).text).toContain(
      'Did you mean “Does a sourdough',
    );
  });

  it('results are shown to everybody only where the one who asks may write', async () => {
    channel.overwrite('everyone', { deny: ['SendMessages', 'SendMessagesInThreads'] });
    const aloud = await search(alex, { words: 'bread' });
    expect(aloud.answer).toMatchObject({ private: true });
    expect(aloud.text).toContain('With `private` set to True');
    expect((await search(alex, { words: 'bread', private: true })).text).toContain('### Search results');
  });

  it('writing in a ThreadChannel is another permission than in a channel, also for a search', async () => {
    const inside = bed.discord.addServer({ name: 'Loft' });
    const parent = inside.addTextChannel('general');
    const quiet = inside.addMember({ name: 'Quinn' }).in(parent.startThreadChannel('Bread'));
    expect((await quiet.slash('/thread search', { words: 'bread' })).kind).toBe('message');
    parent.overwrite('everyone', { deny: ['SendMessagesInThreads'] });
    const refused = await quiet.slash('/thread search', { words: 'bread' });
    expect(refused).toMatchObject({ private: true });
    expect(textOf(refused.message)).toContain('With `private` set to True');
    expect(textOf((await quiet.slash('/thread replay', { thread: 'sourdough' })).message)).toContain(
      'where you may not write messages',
    );
  });

  it('threads are completed with both titles, the reader’s first, with date and number of comments', async () => {
    expect(await mika.autocomplete('/thread search', { thread: 'story' })).toEqual([
      {
        name: 'パンの長い物語 / A long story of bread · 2026-03-03 · コメント2件',
        value: '2026-03-03-a-long-story-of-bread',
      },
    ]);
    expect(channel.messages).toEqual([]);
  });

  it('completions give the most recent first while nothing is typed, in one request for every command', async () => {
    for (const path of ['/thread show', '/thread replay', '/thread search']) {
      const before = requests();
      const threads = await alex.autocomplete(path, { thread: '' });
      expect(requests() - before).toBe(1);
      expect(threads.map(({ value }) => String(value).slice(0, 10))).toEqual([
        ...['2026-03-03', '2026-02-20', '2026-01-10'],
      ]);
    }
    const personas = await alex.autocomplete('/thread search', { persona: '' });
    expect(personas.map(({ value }) => value)).toEqual([
      ...['storyteller-without-end', 'night-baker', 'food-chemist'],
      ...['grandmother-of-five', 'rail-fan', 'anonymous-2', 'kenji', 'anonymous'],
    ]);
  });

  it('personas are completed from the thread that is named so far', async () => {
    expect(await alex.autocomplete('/thread search', { thread: 'night bus', persona: '' })).toHaveLength(4);
  });
});

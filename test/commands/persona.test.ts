import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonsOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import { eventually } from '../support/eventually.ts';
import { facesIn } from '../support/faces.ts';
import { pressForged } from '../support/forge.ts';
import { startTeaHouse, type TeaHouse } from '../support/teaHouse.ts';

describe('/persona', () => {
  let bed: TeaHouse['bed'];
  let channel: TeaHouse['channel'];
  let mika: TeaHouse['mika'];
  let alex: TeaHouse['alex'];
  let requests: TeaHouse['requests'];

  beforeEach(async () => {
    ({ bed, channel, mika, alex, requests } = await startTeaHouse());
  });

  afterEach(() => bed[Symbol.asyncDispose]());

  it('personas are listed in private with both names and counts, in one request, page by page', async () => {
    const before = requests();
    const list = await alex.slash('/persona list');
    expect(requests() - before).toBe(1);
    expect(list).toMatchObject({ private: true });
    expect(textOf(list.message)).toContain('Personas · 8');
    expect(textOf(list.message)).toContain('### Night Baker / 夜のパン職人\n-# 2 comments · 1 post · 3 threads');
    expect(textOf((await mika.slash('/persona list')).message)).toContain(
      '### 食品化学者 / Food Chemist\n-# コメント2件 · スレッド2件',
    );
  });

  it('a persona is shown as a card: names, counts, threads, and what they say, in the reader’s language', async () => {
    const before = requests();
    const card = await alex.slash('/persona show', { persona: 'chemist' });
    expect(requests() - before).toBe(1);
    expect(card).toMatchObject({ private: true });
    const text = textOf(card.message);
    expect(text).toContain('### Food Chemist / 食品化学者\n-# 2 comments · 2 threads');
    expect(text).toContain('**A long story of bread**\n-# 2026-03-03');
    expect(text).toContain('-# Comment 1 of 4\nYeast slows down in the cold, it does not die.');
    expect(textOf((await mika.slash('/persona show', { persona: '食品' })).message)).toContain('酵母は寒さで眠る');
  });

  it('a face is on the card from the second look on: the first does not wait for it to be drawn', async () => {
    const faces = async () => facesIn((await alex.slash('/persona show', { persona: 'chemist' })).message);
    expect(await faces()).toEqual([]);
    await eventually(async () => expect(await faces()).toHaveLength(1));
    await faces();
    expect(bed.discord.requests.filter(({ route }) => route === 'POST /applications/:id/emojis')).toHaveLength(1);
  });

  it('a persona has the same face on the card, in search, and in a replay of the latest thread it speaks in', async () => {
    const search = { words: 'yeast', persona: 'chemist', private: true };
    const card = await alex.slash('/persona show', { persona: 'chemist' });
    const [latest] = buttonsOf(card.message).filter(({ label }) => label === 'Replay');
    await alex.click(card.message, latest?.custom_id ?? '');
    await bed.passUntil(() => channel.posts.length === 1);
    const avatar = channel.posts[0]?.author.avatar?.replace(/\?.*/, '');
    expect(facesIn((await alex.slash('/persona show', { persona: 'chemist' })).message)).toEqual([avatar]);
    await eventually(async () =>
      expect(facesIn((await alex.slash('/thread search', search)).message)).toContain(avatar),
    );
  });

  it('a persona’s card is read page by page, and opened from the list', async () => {
    const list = await alex.slash('/persona list');
    const open = buttonsOf(list.message).find(({ custom_id }) => custom_id.startsWith('persona:night-baker:'));
    const card = await alex.click(list.message, open?.custom_id ?? '');
    expect(textOf(card.message)).toContain('bread number 1 begins');
    let page = card;
    for (
      const seen = new Set<string>();
      buttonsOf(page.message).some(({ label, disabled }) => label === 'Next' && !disabled);
    ) {
      expect(seen.has(textOf(page.message))).toBe(false);
      seen.add(textOf(page.message));
      page = await alex.click(page.message, 'Next');
      expect(textOf(page.message).length).toBeLessThanOrEqual(4_000);
    }
    expect(textOf(page.message)).toContain('We fed ours twice a week and nobody noticed.');
  });

  it('a persona is replayed alone, thread by thread', async () => {
    const card = await alex.slash('/persona show', { persona: 'chemist' });
    const replays = buttonsOf(card.message).filter(({ label }) => label === 'Replay');
    expect(replays).toHaveLength(2);
    const started = await alex.click(card.message, replays[1]?.custom_id ?? '');
    expect(started).toMatchObject({ private: false });
    await bed.passUntil(() => channel.posts.length === 1);
    expect(channel.posts[0]).toMatchObject({ author: { username: 'Food Chemist' } });
    expect(channel.posts[0]?.content).toContain('Yeast');
  });

  it('two personas of one name stay two, and are named with both names when that one is typed', async () => {
    const refused = await mika.slash('/persona show', { persona: 'Anonymous' });
    expect(refused).toMatchObject({ private: true });
    expect(textOf(refused.message)).toBe(
      '「Anonymous」に一致する登場人物は見つかりません。もしかして: 「匿名 / Anonymous」または「名無し / Anonymous」',
    );
    expect(textOf((await alex.slash('/persona show', { persona: '名無し' })).message)).toContain('Anonymous / 名無し');
    expect(textOf((await alex.slash('/persona show', { persona: 'Nigth Baker' })).message)).toContain(
      'Did you mean “Night Baker',
    );
  });

  it('personas are completed by both names in one request', async () => {
    const before = requests();
    const choices = await mika.autocomplete('/persona show', { persona: 'ｂａｋ' });
    expect(requests() - before).toBe(1);
    expect(choices).toEqual([{ name: '夜のパン職人 / Night Baker', value: 'night-baker' }]);
  });

  it('a button that names a persona or a thread that is not there is refused', async () => {
    for (const id of ['playPersona:2026-01-10-nonsense:00000000', 'persona:nobody:1', 'persona:night-baker:0']) {
      expect(await pressForged(bed, alex, id)).toMatchObject({ kind: 'message', private: true });
    }
    expect(channel.posts).toEqual([]);
  });
});

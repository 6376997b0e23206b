/** `/thread undo`: who may, of what, and what else there is to say. What goes wrong meanwhile is in `test/faults`. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/sandbox/loopback/people/actor.ts';
import { buttonsOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import { controlIn } from '../support/audience.ts';
import { pressForged } from '../support/forge.ts';
import { startTeaHouse, type TeaHouse } from '../support/teaHouse.ts';

describe('/thread undo', () => {
  let house: TeaHouse;
  let bed: TeaHouse['bed'];
  let channel: TeaHouse['channel'];
  let mika: Actor;
  let alex: Actor;

  beforeEach(async () => {
    house = await startTeaHouse();
    ({ bed, channel, mika, alex } = house);
  });

  afterEach(() => bed[Symbol.asyncDispose]());

  const controlText = () => {
    const control = controlIn(channel);
    return control ? textOf(control) : '';
  };

  /** Lets somebody play a thread to its end. */
  async function play(person: Actor, thread = 'sourdough'): Promise<void> {
    await person.slash('/thread replay', { thread, pace: 'instant' });
    await bed.passUntil(() => controlText().includes('The end'));
  }

  const said = async (answer: Promise<{ message: Parameters<typeof textOf>[0] }>) => textOf((await answer).message);

  it('undo asks whoever started the replay first, in private and in their language, naming what would be deleted where', async () => {
    await play(mika);
    const before = house.requests();
    const asked = await mika.slash('/thread undo');
    expect(house.requests() - before).toBe(1);
    expect(asked).toMatchObject({ private: true });
    expect(textOf(asked.message)).toBe(
      `「サワードウの種は本当に毎日の世話が必要?」の再生で <#${channel.id}> に投稿された5件を削除しますか？ ほかのメッセージは削除しません。削除した投稿は元に戻せません。`,
    );
    expect(buttonsOf(asked.message).map(({ label }) => label)).toEqual(['投稿を削除する', 'キャンセル']);
    expect(channel.posts).toHaveLength(5);
    expect(await said(mika.click(asked.message, 'キャンセル'))).toBe('何も削除していません。');
    expect(channel.posts).toHaveLength(5);
  });

  it('the control message says that its replay was undone, and still plays it again', async () => {
    await play(mika);
    await mika.click((await mika.slash('/thread undo')).message, '投稿を削除する');
    await bed.passUntil(() => controlText().includes('Undone: 5 posts deleted'));
    const control = controlIn(channel);
    if (!control) throw new Error('There is no control message.');
    expect(textOf(control)).not.toContain('5/5');
    await alex.click(control, 'Replay again');
    await bed.passUntil(() => channel.posts.length === 5);
  });

  it('nobody undoes another’s replay who does not manage messages there, however they ask', async () => {
    await play(mika);
    const refusal =
      'Only whoever started this replay, or somebody with the Manage Messages permission here, can undo it.';
    expect(await said(alex.slash('/thread undo'))).toBe(refusal);
    const [confirm, cancel] = buttonsOf((await mika.slash('/thread undo')).message).map(({ custom_id }) => custom_id);
    for (const id of [confirm, cancel]) expect(await said(pressForged(bed, alex, id ?? ''))).toBe(refusal);
    const elsewhere = house.server.addTextChannel('elsewhere');
    const kai = house.server.addMember({ name: 'Kai', permissions: ['ManageMessages'] });
    expect(await said(pressForged(bed, kai.in(elsewhere), confirm ?? ''))).toBe(refusal);
    expect(channel.posts).toHaveLength(5);
    await pressForged(bed, kai.in(channel), confirm ?? '');
    await bed.passUntil(() => channel.posts.length === 0);
  });

  it('a replay that has not ended is not undone: where it is and what to do first is said', async () => {
    await mika.slash('/thread replay', { thread: 'sourdough', pace: 'slow' });
    await bed.passUntil(() => channel.posts.length === 2);
    expect(await said(mika.slash('/thread undo'))).toMatch(
      /まだ終了していません.*discord\.com\/channels.*`\/スレッド 停止`/,
    );
    await mika.slash('/thread stop');
    await mika.click((await mika.slash('/thread undo')).message, '投稿を削除する');
    await bed.passUntil(() => channel.posts.length === 0);
    await bed.clock.advance(3_600_000);
    expect(channel.posts).toEqual([]);
  });

  it('where no replay was started there is nothing to undo, though some play elsewhere', async () => {
    await play(mika);
    const other = house.server.addTextChannel('other');
    const there = house.server.addMember({ name: 'Kai', permissions: ['ManageMessages'] }).in(other);
    expect(await said(there.slash('/thread undo'))).toBe(
      'No replay was started in this channel, so there is nothing to undo.',
    );
  });

  it('in the ThreadChannel that was opened for a replay people are told where it can be undone', async () => {
    await mika.slash('/thread replay', { thread: 'sourdough', pace: 'instant', place: 'discussion' });
    await bed.passUntil(() => controlText().includes('The end'));
    const [stage] = channel.threadChannels;
    if (!stage) throw new Error('No ThreadChannel was opened.');
    const inside = house.server.addMember({ name: 'Kai' }).in(stage);
    expect(await said(inside.slash('/thread undo'))).toBe(
      `The replay here was started in <#${channel.id}>. Use \`/thread undo\` there.`,
    );
  });

  it('only the latest replay of a channel is undone, and a search then finds the one before', async () => {
    await play(alex);
    const earlier = channel.posts.map(({ id }) => id);
    await alex.slash('/thread replay', { thread: 'sourdough', pace: 'instant' });
    await bed.passUntil(() => channel.posts.length === 10 && controlText().includes('The end'));
    const found = () => said(alex.slash('/thread search', { words: 'fridge', private: true }));
    expect(await found()).not.toContain(earlier[1]);
    await alex.click((await alex.slash('/thread undo')).message, 'Delete the posts');
    await bed.passUntil(() => controlText().includes('Undone'));
    expect(channel.posts.map(({ id }) => id)).toEqual(earlier);
    expect(await found()).toContain(earlier[1]);
    expect(await said(alex.slash('/thread undo'))).toContain('has been undone already');
  });

  it('in an archived ThreadChannel, which is brought back for that, the posts are deleted', async () => {
    const thread = channel.startThreadChannel('Bread');
    const inside = house.server.addMember({ name: 'Kai' }).in(thread);
    await inside.slash('/thread replay', { thread: 'sourdough', pace: 'instant' });
    await bed.passUntil(() => thread.messages.some((message) => textOf(message).includes('The end')));
    const { message } = await inside.slash('/thread undo');
    thread.archive();
    await inside.click(message, 'Delete the posts');
    await bed.passUntil(() => thread.posts.length === 0);
    await bed.passUntil(() => thread.messages.some((one) => textOf(one).includes('Undone: 5 posts deleted')));
  });

  it('in a locked ThreadChannel the permission that is missing is named, and nothing is lost', async () => {
    const thread = channel.startThreadChannel('Bread');
    const inside = house.server.addMember({ name: 'Kai' }).in(thread);
    await inside.slash('/thread replay', { thread: 'sourdough', pace: 'instant' });
    await bed.passUntil(() => thread.messages.some((message) => textOf(message).includes('The end')));
    const { message } = await inside.slash('/thread undo');
    thread.lock();
    thread.archive();
    await inside.click(message, 'Delete the posts');
    const told = () => textOf(inside.messages.find(({ id }) => id === message.id) ?? message);
    await bed.passUntil(() => told().includes('Manage Threads'));
    expect(told()).toContain('Not all is undone: 5 posts left');
    expect(thread.posts).toHaveLength(5);
  });

  it('the real limits of deletions are obeyed without a single refusal', async () => {
    await using felt = (await startTeaHouse({ limits: { deletions: { limit: 2, per: 300 } } })).bed;
    const server = felt.discord.addServer({ name: 'Tea House' });
    const there = server.addTextChannel('general');
    const kai = server.addMember({ name: 'Kai' }).in(there);
    await kai.slash('/thread replay', { thread: 'sourdough', pace: 'instant' });
    await felt.passUntil(() => there.messages.some((message) => textOf(message).includes('The end')));
    await kai.click((await kai.slash('/thread undo')).message, 'Delete the posts');
    await felt.passUntil(() => there.posts.length === 0);
    expect(felt.discord.requests.filter(({ rateLimited }) => rateLimited)).toEqual([]);
  });
});

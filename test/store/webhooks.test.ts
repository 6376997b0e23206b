import { afterEach, beforeEach, expect, it } from 'vitest';
import type { WebhookStore } from '../../src/discord/stage/ports.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { describeOnStores, type TestDatabase } from '../support/stores.ts';

const route = (id: string, threadChannelId: string | null = null) => ({
  id,
  token: `secret of ${id}`,
  threadChannelId,
});

describeOnStores('the store of webhooks', (makeDatabase) => {
  let database: TestDatabase;
  let store: Store;
  let ours: WebhookStore;
  let others: WebhookStore;

  beforeEach(async () => {
    database = await makeDatabase();
    store = await openStore(database.url);
    ours = store.webhooksOf('ours');
    others = store.webhooksOf('others');
  });

  afterEach(async () => {
    await store.close();
    await database[Symbol.asyncDispose]();
  });

  it('uses a webhook that is gone for no channel any more, and remembers it', async () => {
    await ours.setRoute('channel', route('hook'));
    await ours.setRoute('thread', route('hook', 'thread'));
    expect(await ours.route('thread')).toEqual(route('hook', 'thread'));
    await ours.retire('hook');
    expect(await ours.route('channel')).toBeUndefined();
    expect(await ours.route('thread')).toBeUndefined();
    expect(await ours.everyRoute('thread')).toEqual([route('hook', 'thread')]);
  });

  it('lets a channel’s posts go through the newest webhook, and remembers all before it', async () => {
    for (const id of ['one', 'two', 'one']) await ours.setRoute('channel', route(id));
    expect(await ours.route('channel')).toEqual(route('one'));
    expect((await ours.everyRoute('channel')).map(({ id }) => id).toSorted()).toEqual(['one', 'two']);
    expect(await ours.everyRoute('other')).toEqual([]);
  });

  it('lets a channel’s posts go through one webhook though several are set at once', async () => {
    await Promise.all(['one', 'two', 'three', 'four'].map((id) => ours.setRoute('channel', route(id))));
    const inUse = "SELECT webhook_id AS id FROM webhooks WHERE channel_id = 'channel' AND in_use = 1";
    expect(await database.query(inUse)).toEqual([{ id: (await ours.route('channel'))?.id }]);
  });

  it('never lets an application post through another one’s webhook, but knows that it did', async () => {
    await others.setRoute('channel', route('theirs'));
    expect(await ours.route('channel')).toBeUndefined();
    await ours.setRoute('channel', route('mine'));
    expect(await others.route('channel')).toEqual(route('theirs'));
    expect((await ours.everyRoute('channel')).map(({ id }) => id).toSorted()).toEqual(['mine', 'theirs']);
  });
});

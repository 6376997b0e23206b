import { expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';

it('a webhook that is gone is forgotten for every channel that used it', async () => {
  const { webhooks } = await openStore('sqlite::memory:');
  await webhooks.set('channel', { id: 'hook', token: 'secret', threadChannelId: null });
  await webhooks.set('thread', { id: 'hook', token: 'secret', threadChannelId: 'thread' });
  expect(await webhooks.get('thread')).toEqual({ id: 'hook', token: 'secret', threadChannelId: 'thread' });
  await webhooks.forget('hook');
  expect(await webhooks.get('channel')).toBeUndefined();
  expect(await webhooks.get('thread')).toBeUndefined();
});

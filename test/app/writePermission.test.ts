import { expect, it } from 'vitest';
import { writePermission } from '../../src/app/writePermission.ts';
import { callBy, directoryOf } from '../support/calls.ts';

it('somebody may write in a channel or a ThreadChannel by the permission that counts there', async () => {
  const only = (right: 'SendMessages' | 'SendMessagesInThreads') => callBy({ rights: [right] });
  const inChannel = writePermission(directoryOf());
  const inThreadChannel = writePermission(directoryOf({ channel: { kind: 'thread-channel' } }));
  expect(await inChannel(only('SendMessages'))).toBe(true);
  expect(await inChannel(only('SendMessagesInThreads'))).toBe(false);
  expect(await inThreadChannel(only('SendMessages'))).toBe(false);
  expect(await inThreadChannel(only('SendMessagesInThreads'))).toBe(true);
});

it('Discord is not asked of what kind a channel is where both permissions are alike, or the call says so', async () => {
  const directory = directoryOf();
  const mayWrite = writePermission(directory);
  expect(await mayWrite(callBy({ rights: ['SendMessages', 'SendMessagesInThreads'] }))).toBe(true);
  expect(await mayWrite(callBy({ rights: [] }))).toBe(false);
  expect(await mayWrite(callBy({ rights: ['SendMessagesInThreads'], kind: 'thread-channel' }))).toBe(true);
  expect(directory.asked).toEqual([]);
});

it('nobody may write in a channel that is gone but by the permission that counts in channels', async () => {
  const mayWrite = writePermission(directoryOf({ channel: 'gone' }));
  expect(await mayWrite(callBy({ rights: ['SendMessagesInThreads'] }))).toBe(false);
});

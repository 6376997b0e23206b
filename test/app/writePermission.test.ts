import { expect, it } from 'vitest';
import { writePermission } from '../../src/app/writePermission.ts';
import { callBy, directoryWhere } from '../support/calls.ts';

it('somebody may write in a channel or a ThreadChannel by the permission that counts there', async () => {
  const only = (right: 'SendMessages' | 'SendMessagesInThreads') => callBy({ rights: [right] });
  const inChannel = writePermission(directoryWhere(false));
  const inThreadChannel = writePermission(directoryWhere(true));
  expect(await inChannel(only('SendMessages'))).toBe(true);
  expect(await inChannel(only('SendMessagesInThreads'))).toBe(false);
  expect(await inThreadChannel(only('SendMessages'))).toBe(false);
  expect(await inThreadChannel(only('SendMessagesInThreads'))).toBe(true);
});

it('Discord is not asked of what kind a channel is where both permissions are alike', async () => {
  const directory = directoryWhere(false);
  const mayWrite = writePermission(directory);
  expect(await mayWrite(callBy({ rights: ['SendMessages', 'SendMessagesInThreads'] }))).toBe(true);
  expect(await mayWrite(callBy({ rights: [] }))).toBe(false);
  expect(directory.asked).toEqual([]);
});

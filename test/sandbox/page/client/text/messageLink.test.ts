import { expect, it } from 'vitest';
import { destinationOf } from '../../../../../src/sandbox/page/client/text/messageLink.ts';

it.each([
  ['https://discord.com/channels/1/22/333', { channelId: '22', messageId: '333' }],
  ['https://discord.com/channels/1/22', { channelId: '22', messageId: undefined }],
])('the address %s leads to a place on the page', (url, destination) => {
  expect(destinationOf(url)).toEqual(destination);
});

it.each([
  'https://discord.com/developers/applications',
  'https://discord.com.example.org/channels/1/22/333',
  'https://example.org/?u=https://discord.com/channels/1/22/333',
])('the address %s leads to the web', (url) => {
  expect(destinationOf(url)).toBeUndefined();
});

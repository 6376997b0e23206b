import { expect, it } from 'vitest';
import { inviteLink } from '../../src/discord/inviteLink.ts';

it('The invite link leads to Discord’s own page, with the application, its permissions and both scopes', () => {
  const link = new URL(inviteLink('123', ['ViewChannel', 'SendMessages', 'ManageWebhooks']));
  expect(link.origin + link.pathname).toBe('https://discord.com/oauth2/authorize');
  expect(Object.fromEntries(link.searchParams)).toEqual({
    client_id: '123',
    permissions: String(1_024 + 2_048 + 536_870_912),
    scope: 'bot applications.commands',
  });
});

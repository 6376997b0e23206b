import { expect, it } from 'vitest';
import { inviteLink } from '../../src/discord/inviteLink.ts';

it('The invite link leads to Discord’s own page, with the application, its permissions and both scopes', () => {
  const link = new URL(inviteLink('123', (1n << 10n) | (1n << 29n)));
  expect(link.origin + link.pathname).toBe('https://discord.com/oauth2/authorize');
  expect(Object.fromEntries(link.searchParams)).toEqual({
    client_id: '123',
    permissions: '536871936',
    scope: 'bot applications.commands',
  });
});

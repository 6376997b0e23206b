import { PermissionFlagsBits } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Member, Server } from '../../../src/discord/rest/discordApi.ts';
import { permissionsIn } from '../../../src/discord/rest/permissions.ts';
import { rightsOf } from '../../../src/discord/rest/rights.ts';

const { ViewChannel, SendMessages, ManageWebhooks, Administrator, ReadMessageHistory } = PermissionFlagsBits;

const server: Server = {
  ...{ id: 'server', owner_id: 'owner', preferred_locale: 'en-US', system_channel_id: null },
  roles: [
    { id: 'server', permissions: String(ViewChannel | SendMessages) },
    { id: 'helpers', permissions: String(ManageWebhooks) },
    { id: 'admins', permissions: String(Administrator) },
  ],
};
const member = (roles: string[] = [], id = 'bot'): Member => ({ user: { id }, roles });
const overwrite = (id: string, { allow = 0n, deny = 0n }) => ({ id, allow: String(allow), deny: String(deny) });

/** What somebody may do in a channel with these overwrites. */
const inChannel = (who: Member, ...overwrites: ReturnType<typeof overwrite>[]) =>
  permissionsIn(server, { permission_overwrites: overwrites }, who);

describe('what a member may do in a channel', () => {
  it('a member may do what everyone may, and what their roles allow', () => {
    expect(inChannel(member())).toBe(ViewChannel | SendMessages);
    expect(inChannel(member(['helpers']))).toBe(ViewChannel | SendMessages | ManageWebhooks);
  });

  it('a channel takes from everyone, gives to a role, and has the last word about a member', () => {
    const closed = overwrite('server', { deny: SendMessages });
    expect(inChannel(member(), closed)).toBe(ViewChannel);
    expect(inChannel(member(['helpers']), closed, overwrite('helpers', { allow: SendMessages }))).toBe(
      ViewChannel | SendMessages | ManageWebhooks,
    );
    expect(
      inChannel(
        member(['helpers']),
        overwrite('bot', { deny: ManageWebhooks }),
        overwrite('helpers', { allow: ManageWebhooks }),
      ),
    ).toBe(ViewChannel | SendMessages);
  });

  it('what one role is denied another one may allow', () => {
    const overwrites = [overwrite('helpers', { deny: SendMessages }), overwrite('guests', { allow: SendMessages })];
    expect(inChannel(member(['helpers', 'guests']), ...overwrites) & SendMessages).toBe(SendMessages);
    expect(inChannel(member(['helpers', 'guests']), ...overwrites.toReversed()) & SendMessages).toBe(SendMessages);
  });

  it('who cannot see a channel can do nothing in it', () => {
    expect(inChannel(member(['helpers']), overwrite('server', { deny: ViewChannel }))).toBe(0n);
  });

  it('an administrator and the owner may do everything, whatever the channel says', () => {
    const closed = overwrite('server', { deny: ViewChannel | SendMessages });
    for (const who of [member(['admins']), member([], 'owner')]) {
      const rights = rightsOf(inChannel(who, closed));
      for (const right of ['ViewChannel', 'SendMessages', 'ManageWebhooks', 'ManageGuild'] as const)
        expect(rights.has(right)).toBe(true);
    }
  });

  it('a channel without overwrites changes nothing, whoever it is', () => {
    const someRoles = fc.subarray(['helpers', 'guests']);
    fc.assert(
      fc.property(someRoles, fc.bigInt(0n, (1n << 50n) - 1n), (roles, permissions) => {
        const bits = permissions & ~Administrator;
        const open = { ...server, roles: [{ id: 'server', permissions: String(bits | ViewChannel) }] };
        expect(permissionsIn(open, { permission_overwrites: null }, member(roles))).toBe(bits | ViewChannel);
      }),
    );
  });

  it('rights have the names that use cases ask for', () => {
    const rights = rightsOf(ReadMessageHistory | SendMessages);
    expect([rights.has('ReadMessageHistory'), rights.has('SendMessages'), rights.has('ManageWebhooks')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

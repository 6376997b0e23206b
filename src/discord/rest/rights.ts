/** Permissions as Discord's bits say them, in the names that the use cases ask for. */
import { PermissionsBitField } from 'discord.js';
import type { Right, Rights } from '../../app/call.ts';

/** What bits allow; those of an administrator allow everything. */
export function rightsOf(bits: bigint | Readonly<PermissionsBitField>): Rights {
  const permissions = new PermissionsBitField(bits);
  return { has: (right: Right) => permissions.has(right) };
}

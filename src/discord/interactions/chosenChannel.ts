/** A channel that somebody chose in a command, as the use cases take it. */
import type { Rights } from '../../app/call.ts';
import type { ChosenChannel } from '../../app/scheduling.ts';
import { channelKind } from '../rest/channels.ts';
import { rightsOf } from '../rest/rights.ts';
import type { GivenChannel } from './options.ts';

/** Discord says of each what the person and the bot may do there; where it does not, a replay finds out. */
export function chosenChannel({ id, name, type, permissions, appPermissions }: GivenChannel): ChosenChannel {
  return {
    ...{ id, name: name ?? id, kind: channelKind(type) },
    requesterRights: permissions === undefined ? EVERY_RIGHT : rightsOf(permissions),
    botRights: appPermissions === undefined ? EVERY_RIGHT : rightsOf(appPermissions),
  };
}

const EVERY_RIGHT: Rights = { has: () => true };

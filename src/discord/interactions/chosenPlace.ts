/** A channel that somebody chose in a command, as a place that can be checked. */
import type { Place } from '../../app/call.ts';
import { Refusal } from '../../app/problem.ts';
import { channelKind } from '../rest/channels.ts';
import { rightsOf } from '../rest/rights.ts';
import type { GivenChannel } from './options.ts';

/**
 * What the bot may do there comes with the interaction.
 *
 * @throws Refusal where it does not
 */
export function chosenPlace({
  id,
  type,
  appPermissions,
}: GivenChannel): Pick<Place, 'channelId' | 'kind' | 'botRights'> {
  if (appPermissions === undefined) throw new Refusal({ code: 'rights-unknown', channelId: id });
  return { channelId: id, kind: channelKind(type), botRights: rightsOf(appPermissions) };
}

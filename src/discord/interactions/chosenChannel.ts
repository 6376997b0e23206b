/** A channel that somebody chose in a command, as one in which something is to be replayed. */
import type { ChosenChannel } from '../../app/scheduling.ts';
import { rightsOf } from '../rest/rights.ts';
import { chosenPlace } from './chosenPlace.ts';
import type { GivenChannel } from './options.ts';

/**
 * What the person and the bot may do there comes with the interaction; of a person of whom it does not say that, nothing.
 *
 * @throws Refusal as {@link chosenPlace}
 */
export function chosenChannel(given: GivenChannel): ChosenChannel {
  const { id, name = id, permissions = 0n } = given;
  return { ...chosenPlace(given), name, requesterRights: rightsOf(permissions) };
}

/** Checking what the bot may do in a channel before a replay finds out. */
import { checkedPermissions, type PermissionName, type PlaceKind } from '../replay/permission.ts';
import type { Place } from './call.ts';
import type { ChannelDirectory } from './ports.ts';
import { Refusal } from './problem.ts';
import { kindOf, placeKindOf } from './venues.ts';

/** A place as far as it is checked. */
type CheckedPlace = Pick<Place, 'channelId' | 'kind' | 'botRights'>;

/** What the bot has and lacks in a channel. */
export type PermissionCheck = {
  readonly channelId: string;
  readonly place: PlaceKind;
  /** What is not needed helps some replays. */
  readonly permissions: readonly { readonly name: PermissionName; readonly needed: boolean; readonly held: boolean }[];
};

/**
 * Checks a channel. Discord is asked only where nobody knows of which kind it is.
 *
 * @throws Refusal where nothing can be replayed at all
 */
export async function checkPermissions(
  channels: ChannelDirectory,
  { channelId, kind, botRights }: CheckedPlace,
): Promise<PermissionCheck> {
  const place = placeKindOf(kind ?? (await kindOf(channels, channelId)), undefined);
  if (!place) throw new Refusal({ code: 'no-replay-there', channelId });
  const permissions = checkedPermissions(place).map((one) => ({ ...one, held: botRights.has(one.name) }));
  return { channelId, place, permissions };
}

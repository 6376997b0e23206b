/** Checking what the bot may do in a channel before a replay finds out. */
import { checkedPermissions, type PermissionName, type PlaceKind } from '../replay/permission.ts';
import { type Call, type Place, requireManageServer } from './call.ts';
import type { ChannelDirectory } from './ports.ts';
import { Refusal } from './problem.ts';
import type { PlaceDirectory } from './schedulePorts.ts';
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

type CheckingOptions = {
  channels: ChannelDirectory;
  places: PlaceDirectory;
};

/** What the bot lacks is no secret of the place where somebody asks; that of others is for those who manage the server. */
export class Checking {
  readonly #options: CheckingOptions;

  constructor(options: CheckingOptions) {
    this.#options = options;
  }

  /**
   * Checks a place of which is known what the bot may do there. Discord is asked only where nobody knows of which kind it is.
   *
   * @throws Refusal where nothing can be replayed at all
   */
  async check({ channelId, kind, botRights }: CheckedPlace): Promise<PermissionCheck> {
    const place = placeKindOf(kind ?? (await kindOf(this.#options.channels, channelId)), undefined);
    if (!place) throw new Refusal({ code: 'no-replay-there', channelId });
    const permissions = checkedPermissions(place).map((one) => ({ ...one, held: botRights.has(one.name) }));
    return { channelId, place, permissions };
  }

  /**
   * Checks another channel of the server, which takes a few requests.
   *
   * @throws Refusal when the requester may not manage the server, Discord does not say, or as {@link check}
   */
  async checkElsewhere(call: Call, channelId: string): Promise<PermissionCheck> {
    requireManageServer(call);
    const look = await this.#options.places.look(call.place.serverId, channelId);
    if (look.kind === 'seen') return this.check(look.place);
    // Whether it is hidden, another server's or none at all is nothing to tell whoever made up an id.
    throw new Refusal({ code: 'rights-unknown', channelId });
  }
}

/** What servers, channels and members are handles of. */
import type { PendingInteractions } from '../interactions/pendingInteractions.ts';
import type { World } from '../world/world.ts';

/** The state they show and change, and the way to the bot. */
export type Surroundings = { readonly world: World; readonly interactions: PendingInteractions };

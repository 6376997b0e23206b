/** What the doctor asks of the parts that know Discord and the store; none of it changes anything there. */
import type { Config } from '../config.ts';
import type { HttpCondition } from '../runtime/http/inspection.ts';
import type { HttpAddress } from '../runtime/http/server.ts';

/** The application that a token belongs to. */
export type Identity = {
  readonly name: string;
  readonly applicationId: string;
  /** The link by which it is added to a server. */
  readonly invite: string;
};

/** Questions to Discord, each asked once. What they reject with is a StartupError when there is no usable answer. */
export type DiscordProbe = {
  /** Resolves with the gateway's address once Discord has answered at all; needs no token. */
  gatewayAddress(): Promise<string>;
  identity(): Promise<Identity>;
  /** How often the bot may still connect today; rejects when it may not any more. */
  remainingSessions(): Promise<number>;
  /** Why no gateway greets at an address, in the network's words; undefined if one does. */
  gatewaySilence(address: string): Promise<string | undefined>;
  /** How far this machine's clock is ahead of Discord's, ms, by the latest answer; undefined where none named a time. */
  clockLead(): number | undefined;
};

/** How the store is, which a start would use. */
export type StoreCondition = (
  | { readonly kind: 'in-memory' }
  | { readonly kind: 'to-be-made' }
  /** `pending` is how many migrations a start would make. */
  | { readonly kind: 'usable'; readonly pending: number }
) & {
  /** Where it is, for people. */
  readonly place: string;
  /** The file that holds it, if one does and is there. */
  readonly file?: string;
  /** Bytes that are left on its disk, where that can be known. */
  readonly free?: number;
};

/** @throws StartupError when health and metrics cannot be served there */
export type InspectHttp = (address: HttpAddress) => Promise<HttpCondition>;

/** @throws StartupError when the store at an address cannot be used */
export type InspectStore = (url: Config['databaseUrl']) => Promise<StoreCondition>;

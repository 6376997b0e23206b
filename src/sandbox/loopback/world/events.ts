/** What can be watched of a little Discord, as it happens. */
import type { LoggedRequest } from '../rest/requestLog.ts';
import type { StoredMessage, WorldChannel } from './model.ts';

/** A payload of the gateway (`events/gateway-events#payload-structure`). */
export type GatewayPayload = { readonly op: number; readonly d: unknown; readonly s?: number; readonly t?: string };

/** What can be watched. */
export type WorldEvents = {
  message: [channel: WorldChannel, message: StoredMessage];
  edit: [channel: WorldChannel, message: StoredMessage];
  delete: [channel: WorldChannel, message: StoredMessage];
  typing: [channel: WorldChannel];
  channel: [channel: WorldChannel];
  commands: [];
  /** A request came. */
  arrived: [request: LoggedRequest];
  /** A request was answered; without a response its connection was cut. */
  request: [request: LoggedRequest, response: Response | undefined];
  /** Something was said over the gateway. */
  gateway: [from: 'discord' | 'bot', payload: GatewayPayload];
};

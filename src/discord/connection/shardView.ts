/** What may be seen of a shard from outside: how it stands with the gateway. */

/** A shard at one moment; `id` counts from 0. */
export type ShardView =
  /** It has a session and hears events; `ping` is its newest heartbeat's way there and back, milliseconds, once there was one. */
  | { readonly id: number; readonly state: 'ready'; readonly ping: number | undefined }
  /** It greets the gateway, or waits until it may identify. */
  | { readonly id: number; readonly state: 'connecting' }
  /** It asks for what it missed. */
  | { readonly id: number; readonly state: 'resuming' }
  /** It has no connection, and will try again after a while. */
  | { readonly id: number; readonly state: 'waiting' }
  /** It has been ended, or refused, for good. */
  | { readonly id: number; readonly state: 'ended' };

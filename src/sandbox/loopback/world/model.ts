/** What a little Discord is made of: its servers, channels, roles, messages, webhooks, emojis and files. */
import { type APIMessage, ChannelType } from 'discord.js';

export type Role = { readonly id: string; readonly name: string; permissions: bigint };
/** What a channel changes for a role or a member. */
type Overwrite = { readonly id: string; allow: bigint; deny: bigint };
export type Webhook = {
  readonly id: string;
  readonly token: string;
  readonly name: string;
  readonly channelId: string;
  /** The application that made it: ours, or another's, whose token we never see. */
  readonly applicationId: string;
};
export type Emoji = { readonly id: string; readonly name: string; readonly image: Buffer };
export type StoredFile = { readonly name: string; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** A message as its channel holds it; one with `onlyFor` is seen by that person alone. */
export type StoredMessage = { payload: APIMessage; readonly onlyFor: string | undefined };

export type WorldChannel = {
  readonly id: string;
  readonly server: WorldServer;
  readonly type: ChannelType;
  name: string;
  /** The channel that a ThreadChannel is in. */
  readonly parent: WorldChannel | undefined;
  /** Of a ThreadChannel; a message brings it back. */
  archived: boolean;
  readonly overwrites: Overwrite[];
  readonly messages: StoredMessage[];
};

export type WorldServer = {
  readonly id: string;
  readonly name: string;
  readonly preferredLocale: string;
  readonly ownerId: string;
  /** The role of everyone has the server's id. */
  readonly roles: Map<string, Role>;
  /** The ids of the roles of each member, by the member's id. */
  readonly members: Map<string, string[]>;
};

/** Whether a channel is a ThreadChannel of a server. */
export function isThreadChannel({ type }: WorldChannel): boolean {
  return type === ChannelType.PublicThread || type === ChannelType.AnnouncementThread;
}

/** Who calls a use case, and from where: all that is known before anything is done. */
import type { PermissionName } from '../replay/permission.ts';
import type { Replay } from '../replay/replay.ts';
import type { Language } from '../thread/bilingual.ts';
import type { ChannelKind } from './ports.ts';
import { Refusal } from './problem.ts';

/** A permission that the use cases ask about, by the name Discord's API gives it (`topics/permissions`). */
export type Right = PermissionName | 'ManageGuild';

/** What somebody may do; a set of the names, or whatever else knows. */
export type Rights = Pick<ReadonlySet<Right>, 'has'>;

/** Whoever asks for something: a person, or the one who made a schedule. */
type Requester = {
  readonly userId: string;
  /** Their own language, for what only they read. */
  readonly language: Language;
  /** What they may do in the place. */
  readonly rights: Rights;
};

/** Where something is asked for. */
export type Place = {
  readonly serverId: string;
  /** A channel or a ThreadChannel; for a call that no person makes, also a forum. */
  readonly channelId: string;
  /** Of which kind it is, where that is known. */
  readonly kind?: ChannelKind | undefined;
  /** Whether only those write there who may manage ThreadChannels; false where nobody knows. */
  readonly locked?: boolean | undefined;
  /** The locale that the server's community speaks (`resources/guild#guild-object`), where it is known. */
  readonly preferredLocale: string | null;
  /** Whether people see what is there only once they asked to; false where nobody knows. */
  readonly spoiler?: boolean;
  /** What the bot may do there. */
  readonly botRights: Rights;
  /** A snowflake as old as the call: whatever is posted because of it is newer. */
  readonly anchor: string;
};

/** One call of a use case. */
export type Call = {
  /** The same for a call that is brought twice, as Discord may do with an interaction. */
  readonly id: string;
  readonly requester: Requester;
  readonly place: Place;
};

/** Whether the requester may manage the server. */
export function mayManageServer({ requester }: Call): boolean {
  return requester.rights.has('ManageGuild');
}

/** @throws Refusal when the requester may not manage the server */
export function requireManageServer(call: Call): void {
  if (!mayManageServer(call)) throw new Refusal({ code: 'manage-server-needed' });
}

/**
 * Whether the requester may control a replay: whoever started it, and whoever manages messages where it plays, was
 * started or is controlled. What somebody may do in another channel says nothing: a modified client presses any button anywhere.
 */
export function mayControl(call: Call, replay: Replay): boolean {
  if (call.requester.userId === replay.plan.startedBy) return true;
  return isWhereReplayIs(call, replay) && call.requester.rights.has('ManageMessages');
}

/** Whether a replay plays, was started or is controlled in the place of the call. */
export function isWhereReplayIs({ place }: Call, { plan, stageChannelId }: Replay): boolean {
  return [plan.channelId, plan.controlChannelId, stageChannelId].includes(place.channelId);
}

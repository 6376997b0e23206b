/** What the stage needs to have remembered. */
import type { FaceNumber } from '../../replay/face.ts';

/** How posts reach a channel: the webhook, and the ThreadChannel to name if the channel is one. */
export type WebhookRoute = { readonly id: string; readonly token: string; readonly threadChannelId: string | null };

/** The webhooks that one application's posts went through. */
export type WebhookStore = {
  /** How a channel's posts go now. */
  route(channelId: string): Promise<WebhookRoute | undefined>;
  /** Every way they ever went, whichever application's: a post whose answer was lost may have gone any of them. */
  everyRoute(channelId: string): Promise<WebhookRoute[]>;
  /** From now on a channel's posts go this way. */
  setRoute(channelId: string, route: WebhookRoute): Promise<void>;
  /** A webhook no longer exists, or posts elsewhere: no channel's posts go through it any more. */
  retire(webhookId: string): Promise<void>;
};

/** Which application emoji holds which face. */
export type FaceStore = {
  /** The ids of the emojis that hold an application's faces of one design. */
  all(applicationId: string, version: number): Promise<Map<FaceNumber, string>>;
  set(applicationId: string, version: number, face: FaceNumber, emojiId: string): Promise<void>;
};

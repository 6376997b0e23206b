/** What the stage needs to have remembered. */

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

/** Which application emoji holds which persona's face. */
export type FaceStore = {
  /** The emojis that hold faces of one design, by persona key. */
  all(applicationId: string, version: number): Promise<Map<string, string>>;
  set(applicationId: string, persona: string, version: number, emojiId: string): Promise<void>;
};

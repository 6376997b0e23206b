/** Reads Discord's addresses of messages and channels, which on the page lead to places on the page. Pure. */

export type Destination = { readonly channelId: string; readonly messageId: string | undefined };

/** Where an address leads to; undefined for addresses of anything else. */
export function destinationOf(url: string): Destination | undefined {
  const [, channelId, messageId] = /^https:\/\/discord\.com\/channels\/\d+\/(\d+)(?:\/(\d+))?\/?$/.exec(url) ?? [];
  return channelId === undefined ? undefined : { channelId, messageId };
}

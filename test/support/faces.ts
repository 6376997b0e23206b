/** The addresses of the faces on a message, one for each time a face is shown. */
import type { APIMessage } from 'discord.js';

export function facesIn({ components }: APIMessage): string[] {
  return JSON.stringify(components).match(/[^"]+\/emojis\/\d+\.png/g) ?? [];
}

/** Presses buttons that the bot never sent there. */
import { ButtonStyle, ComponentType, MessageFlags } from 'discord.js';
import type { LoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import type { Actor, Reply } from '../../src/sandbox/loopback/people/actor.ts';

/** Lets somebody press a button with any id, as a modified client could. */
export function pressForged(
  { discord }: { readonly discord: LoopbackDiscord },
  actor: Actor,
  customId: string,
): Promise<Reply> {
  const button = {
    type: ComponentType.Button as const,
    style: ButtonStyle.Primary as const,
    custom_id: customId,
    label: 'Go',
  };
  const { payload } = discord.world.post(actor.channel, {
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: ComponentType.ActionRow, components: [button] }],
  });
  return actor.click(payload, customId);
}

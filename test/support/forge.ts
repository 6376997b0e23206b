/** Uses buttons and menus that the bot never sent there. */
import { type APIComponentInMessageActionRow, ButtonStyle, ComponentType, MessageFlags } from 'discord.js';
import type { LoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import type { Actor, Reply } from '../../src/sandbox/loopback/people/actor.ts';

type InDiscord = { readonly discord: LoopbackDiscord };

/** Lets somebody press a button with any id, as a modified client could. */
export function pressForged({ discord }: InDiscord, actor: Actor, customId: string): Promise<Reply> {
  const button = {
    type: ComponentType.Button as const,
    style: ButtonStyle.Primary as const,
    custom_id: customId,
    label: 'Go',
  };
  return actor.click(posted(discord, actor, button), customId);
}

/** Lets somebody choose any value from a menu with any id. */
export function chooseForged({ discord }: InDiscord, actor: Actor, customId: string, value: string): Promise<Reply> {
  const options = [{ label: 'This', value }];
  const menu = { type: ComponentType.StringSelect as const, custom_id: customId, options };
  return actor.choose(posted(discord, actor, menu), customId, [value]);
}

function posted({ world }: LoopbackDiscord, { channel }: Actor, component: APIComponentInMessageActionRow) {
  return world.post(channel, {
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: ComponentType.ActionRow, components: [component] }],
  }).payload;
}

/** Who asks, from where and what they may: all that is read from an interaction before anything is done. */
import { type BaseInteraction, PermissionFlagsBits, type PermissionsBitField } from 'discord.js';
import { Refusal } from '../../app/problem.ts';
import { type Sentences, sentences } from '../../i18n/i18n.ts';
import { missingPermissions } from '../../replay/permission.ts';
import type { ReplayPlan } from '../../replay/replay.ts';
import { languageOfLocale, type Settings, settingsInForce, speechOf } from '../../settings.ts';
import type { SettingsStore } from '../../store/settings.ts';
import type { Language } from '../../thread/bilingual.ts';

export type Caller = {
  /** The interaction's id, a snowflake. */
  readonly interactionId: string;
  readonly serverId: string;
  readonly channelId: string;
  readonly userId: string;
  /** What the caller, and the bot, may do in this channel. */
  readonly permissions: Readonly<PermissionsBitField>;
  readonly botPermissions: Readonly<PermissionsBitField>;
  /** The caller's own language, for what only they see. */
  readonly language: Language;
  readonly words: Sentences;
  readonly preferredLocale: string | null;
};

/**
 * Reads the caller of an interaction.
 *
 * @throws Refusal outside of a server
 */
export function callerOf(interaction: BaseInteraction): Caller {
  const { guildId, channelId, memberPermissions } = interaction;
  if (!guildId || !channelId || !memberPermissions) throw new Refusal({ code: 'not-in-a-server' });
  const language = languageOfLocale(interaction.locale);
  return {
    interactionId: interaction.id,
    serverId: guildId,
    channelId,
    userId: interaction.user.id,
    permissions: memberPermissions,
    botPermissions: interaction.appPermissions,
    language,
    words: sentences[language],
    preferredLocale: interaction.guildLocale,
  };
}

/** The settings in force where the caller is, and the language of what everybody there reads. */
export async function settingsFor(
  caller: Caller,
  store: SettingsStore,
): Promise<{ settings: Settings; speech: Language }> {
  const settings = settingsInForce(await store.get(caller.serverId), caller.preferredLocale);
  return { settings, speech: speechOf(settings.language.value, caller.preferredLocale) };
}

/** @throws Refusal when the caller may not manage the server */
export function requireManageServer({ permissions }: Caller): void {
  if (!permissions.has(PermissionFlagsBits.ManageGuild)) throw new Refusal({ code: 'manage-server-needed' });
}

/** @throws Refusal naming every permission that the bot needs for a replay and lacks in this channel */
export function requireBotMayReplay({ botPermissions, channelId }: Caller): void {
  const permissions = missingPermissions({ has: (name) => botPermissions.has(name) }, 'channel');
  if (permissions.length > 0) throw new Refusal({ code: 'bot-lacks-permissions', permissions, channelId });
}

/**
 * Whether the caller may control a replay: whoever started it, and whoever manages messages where it plays or is
 * controlled. What somebody may do in another channel says nothing: a modified client presses any button anywhere.
 */
export function mayControl({ userId, channelId, permissions }: Caller, plan: ReplayPlan): boolean {
  if (userId === plan.startedBy) return true;
  const isThere = channelId === plan.channelId || channelId === plan.controlChannelId;
  return isThere && permissions.has(PermissionFlagsBits.ManageMessages);
}

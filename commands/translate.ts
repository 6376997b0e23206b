/** The message command `Translate`, and the button of the same name under posts: for whoever asks, alone. */
import { ApplicationCommandType, ApplicationIntegrationType, InteractionContextType } from 'discord.js';
import type { TranslateService } from '../src/app/translating.ts';
import { type MessageCommand, type Presses, toCaller } from '../src/discord/interactions/command.ts';
import { translationView } from '../src/discord/views/reading.ts';
import { translateName } from '../src/i18n/commandTexts.ts';

/** The command, and the buttons of posts and of its answers. */
export function translateCommand(service: TranslateService) {
  const command: MessageCommand = {
    definition: {
      type: ApplicationCommandType.Message,
      ...translateName,
      contexts: [InteractionContextType.Guild],
      integration_types: [ApplicationIntegrationType.GuildInstall],
    },
    run: async (caller, messageId) =>
      toCaller(translationView(await service.message(caller, messageId), 1, caller.words)),
  };

  const presses = {
    translate: async (caller, { replayId, comment }) =>
      toCaller(translationView(await service.comment(caller, replayId, comment), 1, caller.words)),
    translation: async (caller, { replayId, comment, page }) => ({
      kind: 'update',
      view: translationView(await service.comment(caller, replayId, comment), page, caller.words),
    }),
  } satisfies Partial<Presses>;

  return { command, presses };
}

/** The message command `Translate`, and the button of the same name under posts: for whoever asks, alone. */
import { ApplicationCommandType, ApplicationIntegrationType, InteractionContextType } from 'discord.js';
import type { Translating } from '../src/app/translating.ts';
import { type MessageCommand, type Presses, toCaller } from '../src/discord/interactions/command.ts';
import { translationView } from '../src/discord/views/reading.ts';
import { translateName } from '../src/i18n/commandTexts.ts';
import { sentences } from '../src/i18n/i18n.ts';

/** The command, and the buttons of posts and of its answers. */
export function translateCommand(translating: Translating) {
  const command: MessageCommand = {
    definition: {
      type: ApplicationCommandType.Message,
      ...translateName,
      contexts: [InteractionContextType.Guild],
      integration_types: [ApplicationIntegrationType.GuildInstall],
    },
    run: async (call, messageId) =>
      toCaller(translationView(await translating.message(call, messageId), 1, sentences[call.requester.language])),
  };

  const presses = {
    translate: async (call, { replayId, comment }) =>
      toCaller(
        translationView(await translating.comment(call, replayId, comment), 1, sentences[call.requester.language]),
      ),
    translation: async (call, { replayId, comment, page }) => ({
      kind: 'update',
      view: translationView(
        await translating.comment(call, replayId, comment),
        page,
        sentences[call.requester.language],
      ),
    }),
  } satisfies Partial<Presses>;

  return { command, presses };
}

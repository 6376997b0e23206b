/** The message command `Translate`, and the button of the same name under posts: for whoever asks, alone. */
import { toCaller } from '../src/discord/interactions/answer.ts';
import { translatePost, translationView, turnTranslation } from '../src/discord/views/reading.ts';
import { sentences } from '../src/i18n/i18n.ts';
import { messageCommand, onPress } from './kit.ts';

export const translate = messageCommand({
  name: { en: sentences.en.translate, ja: sentences.ja.translate },
  run: async ({ caller, services }, messageId) =>
    toCaller(translationView(await services.translations.message(caller, messageId), 1, caller.words)),

  handlers: [
    onPress(translatePost, async ({ caller, services }, { replayId, comment }) =>
      toCaller(translationView(await services.translations.comment(caller, replayId, comment), 1, caller.words)),
    ),
    onPress(turnTranslation, async ({ caller, services }, { replayId, comment, page }) => ({
      kind: 'update',
      view: translationView(await services.translations.comment(caller, replayId, comment), page, caller.words),
    })),
  ],
});

/** The message command `Translate`, and the button of the same name under posts: for whoever asks, alone. */
import { toCaller } from '../src/discord/interactions/answer.ts';
import { translatePost, translationView, turnTranslation } from '../src/discord/views/reading.ts';
import { sentences } from '../src/i18n/i18n.ts';
import { messageCommand, onPress } from './kit.ts';

export const translate = messageCommand({
  name: { en: sentences.en.translate, ja: sentences.ja.translate },
  does: { en: 'This post in the other language, just for you', ja: '投稿の翻訳を自分だけに表示します' },
  run: async ({ call, words, services: { translating } }, messageId) =>
    toCaller(translationView(await translating.message(call, messageId), 1, words)),

  handlers: [
    onPress(translatePost, async ({ call, words, services: { translating } }, { replayId, comment }) =>
      toCaller(translationView(await translating.comment(call, replayId, comment), 1, words)),
    ),
    onPress(turnTranslation, async ({ call, words, services: { translating } }, { replayId, comment, page }) => ({
      kind: 'update',
      view: translationView(await translating.comment(call, replayId, comment), page, words),
    })),
  ],
});

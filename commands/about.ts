/** The message command `About this post`: who speaks, in which replay, and what can be done about it. */
import { toCaller } from '../src/discord/interactions/answer.ts';
import { aboutView, askDeletionView, confirmDeletion, deletePost, muteSpeaker } from '../src/discord/views/about.ts';
import { notice } from '../src/discord/views/parts.ts';
import { sentences } from '../src/i18n/i18n.ts';
import { messageCommand, onPress } from './kit.ts';
import { aboutPersona } from './library.ts';

export const about = messageCommand({
  name: { en: sentences.en.about.name, ja: sentences.ja.about.name },
  does: {
    en: 'Who speaks, in which thread and whose replay, just for you',
    ja: '登場人物、スレッド、再生を始めた人を自分だけに表示します',
  },
  run: async ({ call, words, services: { inspecting } }, messageId) =>
    toCaller(aboutView(await inspecting.card(call, messageId), call.requester.language, words)),

  handlers: [
    onPress(deletePost, async ({ call, words, services: { inspecting } }, { replayId, comment }) => ({
      kind: 'update',
      view: askDeletionView(await inspecting.deletable(call, replayId, comment), words),
    })),
    onPress(confirmDeletion, async ({ call, words, services: { inspecting } }, { replayId, comment, sure }) => {
      await inspecting.deletable(call, replayId, comment);
      if (sure === 'no') return { kind: 'update', view: notice(words.undo.kept) };
      const later = async () => {
        await inspecting.delete(call, replayId, comment);
        return { view: notice(words.about.deleted) };
      };
      return { kind: 'defer-update', later };
    }),
    onPress(muteSpeaker, async (asked, { replayId, comment }) => {
      const { call, services } = asked;
      const speaker = await services.inspecting.speaker(call, replayId, comment);
      return aboutPersona(asked, await services.curating.muteSpeaker(call, speaker), asked.words.library.muted);
    }),
  ],
});

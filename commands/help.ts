/** `/help`: what the bot does, and every command to click on. */
import { toCaller } from '../src/discord/interactions/answer.ts';
import { helpView, openHelp } from '../src/discord/views/help.ts';
import { type Asked, chatCommand, onPress } from './kit.ts';

const show = ({ call, words, services: { directory } }: Asked, page: number) =>
  helpView(directory.chapters, page, call.requester.language, words);

export const help = chatCommand('help', {
  ja: 'ヘルプ',
  does: { en: 'What Reprise does, and every command', ja: 'Repriseの使い方とコマンドの一覧を表示します' },
  run: async (asked) => toCaller(show(asked, 1)),
  handlers: [onPress(openHelp, async (asked, { page }) => ({ kind: 'update', view: show(asked, page) }))],
});

/** `/persona`: who speaks in the threads, and what they say. */

import { toCaller } from '../src/discord/interactions/answer.ts';
import type { Context } from '../src/discord/interactions/command.ts';
import { text } from '../src/discord/interactions/options.ts';
import { startedAnswer } from '../src/discord/interactions/startedAnswer.ts';
import { personaCompletions } from '../src/discord/views/completions.ts';
import { openPersona, personaListView, personaView, playPersona, turnPersonas } from '../src/discord/views/personas.ts';
import { commandGroup, onPress, type Services, subcommand } from './kit.ts';

const list = ({ caller, services }: Context<Services>, page: number) =>
  personaListView(services.library.personas(caller.serverId), page, caller.language);

const show = async (
  { caller: { serverId, language }, services: { library, faces } }: Context<Services>,
  asked: string,
  page: number,
) => {
  const persona = library.resolvePersona(serverId, asked, language);
  const view = personaView(persona, await faces.known(persona.key), page, language);
  return { view, sent: () => faces.prepare([persona.key]) };
};

export const persona = commandGroup('persona', {
  ja: '登場人物',
  does: { en: 'Who speaks in the threads', ja: 'スレッドの登場人物を調べる' },
  subcommands: {
    list: subcommand({
      ja: '一覧',
      does: { en: 'Everybody who speaks in the threads', ja: '登場人物の一覧を表示します' },
      run: async (context) => toCaller(list(context, 1)),
    }),

    show: subcommand({
      ja: '表示',
      does: { en: 'One persona and everything they say, just for you', ja: '登場人物とその発言を自分だけに表示します' },
      options: {
        persona: text({
          ja: '登場人物',
          does: { en: 'Any part of their name, in English or Japanese', ja: '名前の一部（英語でも日本語でも）' },
          required: true,
          completes: true,
        }),
      },
      complete: {
        persona: async ({ caller, services }, typed) =>
          personaCompletions(services.library.completePersona(caller.serverId, null, typed), caller.language),
      },
      run: async (context, options) => ({ kind: 'reply', private: true, ...(await show(context, options.persona, 1)) }),
    }),
  },

  handlers: [
    onPress(turnPersonas, async (context, { page }) => ({ kind: 'update', view: list(context, page) })),
    onPress(openPersona, async (context, { personaId, page }) => ({
      kind: 'update',
      ...(await show(context, personaId, page)),
    })),
    onPress(playPersona, async ({ caller, services: { replays, clock } }, { threadId, mark }) =>
      startedAnswer(await replays.startPersona(caller, threadId, mark), replays, clock),
    ),
  ],
});

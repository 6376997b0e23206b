/** `/persona`: who speaks in the threads, and what they say. */
import { toCaller } from '../src/discord/interactions/answer.ts';
import { text } from '../src/discord/interactions/options.ts';
import { startedAnswer } from '../src/discord/interactions/startedAnswer.ts';
import { openPersona, personaListView, personaView, playPersona, turnPersonas } from '../src/discord/views/personas.ts';
import { type Asked, commandGroup, onPress, subcommand } from './kit.ts';
import { completePersona, personaName } from './nameOptions.ts';

const list = async ({ call, services: { reading } }: Asked, page: number) =>
  personaListView(await reading.personas(call), page, call.requester.language);

const show = async ({ call, services: { reading } }: Asked, persona: string, page: number) => {
  const card = await reading.persona(call, persona);
  const view = personaView(card.persona, card.faceUrl, page, call.requester.language);
  return { view, afterwards: () => reading.prepareFace(card) };
};

export const persona = commandGroup('persona', {
  ja: '登場人物',
  does: { en: 'Who speaks in the threads', ja: 'スレッドの登場人物を調べます' },
  subcommands: {
    list: subcommand({
      ja: '一覧',
      does: { en: 'Everybody who speaks in the threads', ja: '登場人物の一覧を表示します' },
      run: async (asked) => toCaller(await list(asked, 1)),
    }),

    show: subcommand({
      ja: '表示',
      does: { en: 'One persona and everything they say, just for you', ja: '登場人物とその発言を自分だけに表示します' },
      options: {
        persona: text(personaName),
      },
      complete: { persona: (asked, typed) => completePersona(asked, typed, { thread: undefined }) },
      run: async (asked, options) => ({ kind: 'reply', private: true, ...(await show(asked, options.persona, 1)) }),
    }),
  },

  handlers: [
    onPress(turnPersonas, async (asked, { page }) => ({ kind: 'update', view: await list(asked, page) })),
    onPress(openPersona, async (asked, { personaId, page }) => ({
      kind: 'update',
      ...(await show(asked, personaId, page)),
    })),
    onPress(playPersona, async ({ call, services: { replaying, clock } }, { threadId, mark }) =>
      startedAnswer(await replaying.startPersona(call, threadId, mark), replaying, clock),
    ),
  ],
});

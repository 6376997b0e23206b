/** `/persona`: who speaks in the threads, and what they say. */
import { ApplicationCommandOptionType, ApplicationIntegrationType, InteractionContextType } from 'discord.js';
import type { Call } from '../src/app/call.ts';
import type { Reading } from '../src/app/reading.ts';
import type { Replaying } from '../src/app/replaying.ts';
import { type Command, type Presses, toCaller } from '../src/discord/interactions/command.ts';
import { startedAnswer } from '../src/discord/interactions/startedAnswer.ts';
import { personaChoices } from '../src/discord/views/choices.ts';
import { personaListView, personaView } from '../src/discord/views/personas.ts';
import { named } from '../src/i18n/commandTexts.ts';
import type { Clock } from '../src/runtime/clock.ts';

const { String: Text, Subcommand } = ApplicationCommandOptionType;

const definition = {
  ...named('persona'),
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
  options: [
    { type: Subcommand, ...named('persona list') },
    {
      type: Subcommand,
      ...named('persona show'),
      options: [{ type: Text, ...named('show persona'), required: true, autocomplete: true }],
    },
  ],
} satisfies Command['definition'];

type PersonaServices = { reading: Reading; replaying: Replaying; clock: Clock };

/** The command, and the buttons of its answers. */
export function personaCommand({ reading, replaying, clock }: PersonaServices) {
  const list = async (call: Call, page: number) =>
    personaListView(await reading.personas(call), page, call.requester.language);

  const show = async (call: Call, asked: string, page: number) => {
    const card = await reading.persona(call, asked);
    const view = personaView(card.persona, card.face, page, call.requester.language);
    return { view, sent: () => reading.prepareFace(card) };
  };

  const command: Command = {
    definition,
    subcommands: {
      list: async (call) => toCaller(await list(call, 1)),
      show: async (call, options) => ({
        kind: 'reply',
        private: true,
        ...(await show(call, options.getString('persona', true), 1)),
      }),
    },
    complete: async (call, _, typed) =>
      personaChoices(await reading.completePersona(call, undefined, typed), call.requester.language),
  };

  const presses = {
    personas: async (call, { page }) => ({ kind: 'update', view: await list(call, page) }),
    persona: async (call, { personaId, page }) => ({ kind: 'update', ...(await show(call, personaId, page)) }),
    playPersona: async (call, { threadId, mark }) =>
      startedAnswer(await replaying.startPersona(call, threadId, mark), replaying, clock),
  } satisfies Partial<Presses>;

  return { command, presses };
}

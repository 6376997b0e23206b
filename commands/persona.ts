/** `/persona`: who speaks in the threads, and what they say. */
import { ApplicationCommandOptionType, ApplicationIntegrationType, InteractionContextType } from 'discord.js';
import type { ReplayService } from '../src/app/replaying.ts';
import type { Caller } from '../src/discord/interactions/caller.ts';
import { type Command, type Presses, toCaller } from '../src/discord/interactions/command.ts';
import { startedAnswer } from '../src/discord/interactions/startedAnswer.ts';
import type { Faces } from '../src/discord/stage/faces.ts';
import { personaChoices } from '../src/discord/views/choices.ts';
import { personaListView, personaView } from '../src/discord/views/personas.ts';
import { named } from '../src/i18n/commandTexts.ts';
import type { Library } from '../src/library/library.ts';
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

type PersonaServices = { library: Library; faces: Faces; replays: ReplayService; clock: Clock };

/** The command, and the buttons of its answers. */
export function personaCommand({ library, faces, replays, clock }: PersonaServices) {
  const list = ({ serverId, language }: Caller, page: number) =>
    personaListView(library.personas(serverId), page, language);

  const show = async ({ serverId, language }: Caller, asked: string, page: number) => {
    const persona = library.resolvePersona(serverId, asked, language);
    const view = personaView(persona, await faces.known(persona.key), page, language);
    return { view, sent: () => faces.prepare([persona.key]) };
  };

  const command: Command = {
    definition,
    subcommands: {
      list: async (caller) => toCaller(list(caller, 1)),
      show: async (caller, options) => ({
        kind: 'reply',
        private: true,
        ...(await show(caller, options.getString('persona', true), 1)),
      }),
    },
    complete: async ({ serverId, language }, _, typed) =>
      personaChoices(library.completePersona(serverId, null, typed), language),
  };

  const presses = {
    personas: async (caller, { page }) => ({ kind: 'update', view: list(caller, page) }),
    persona: async (caller, { personaId, page }) => ({ kind: 'update', ...(await show(caller, personaId, page)) }),
    playPersona: async (caller, { threadId, mark }) =>
      startedAnswer(await replays.startPersona(caller, threadId, mark), replays, clock),
  } satisfies Partial<Presses>;

  return { command, presses };
}

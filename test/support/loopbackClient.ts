/** A little bot, with the real client, in a loopback Discord: it has a few commands and does what a test says. */
import { once } from 'node:events';
import { ApplicationCommandOptionType, Client, Events, type Interaction, Routes } from 'discord.js';
import type { LoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';

/** `/tea`, and `/close` for who manages the server. */
const COMMANDS = [
  {
    name: 'tea',
    description: 'Tea',
    options: [
      {
        name: 'kind',
        description: 'Which',
        type: ApplicationCommandOptionType.String,
        required: true,
        autocomplete: true,
      },
      { name: 'cups', description: 'How many', type: ApplicationCommandOptionType.Integer, min_value: 1, max_value: 3 },
    ],
  },
  { name: 'close', description: 'Close', default_member_permissions: '32' },
] as const;

type Handle = (interaction: Interaction) => Promise<unknown>;

/** A client that is connected and has registered its commands; without intents. */
export async function connectClient(
  discord: LoopbackDiscord,
  handle: Handle = async () => undefined,
  commands: readonly object[] = COMMANDS,
): Promise<Client> {
  const client = new Client({ intents: [], rest: { api: discord.apiUrl, cdn: discord.cdnUrl } });
  const ready = once(client, Events.ClientReady);
  client.on(Events.InteractionCreate, (interaction) => void handle(interaction));
  await client.login(discord.token);
  await ready;
  await client.rest.put(Routes.applicationCommands(client.application?.id ?? ''), { body: commands });
  await discord.ready();
  return client;
}

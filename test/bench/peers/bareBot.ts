/**
 * What Reprise is measured beside: discord.js as its guide sets it up, with the Guilds intent, which answers everything
 * with a constant and says `ready` on standard output. A process of its own.
 */
import { ButtonStyle, Client, ComponentType, Events, GatewayIntentBits, type Interaction } from 'discord.js';

const button = { type: ComponentType.Button, style: ButtonStyle.Secondary, custom_id: 'constant', label: 'Constant' };
const ANSWER = { content: 'constant', components: [{ type: ComponentType.ActionRow, components: [button] }] };

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.env.DISCORD_API_URL ?? '', cdn: process.env.DISCORD_CDN_URL ?? '' },
});

client.on(Events.InteractionCreate, (interaction) => void answer(interaction));
client.once(Events.ClientReady, () => process.stdout.write('ready\n'));
await client.login(process.env.DISCORD_TOKEN);

async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) await interaction.respond([{ name: 'constant', value: 'constant' }]);
  else if (interaction.isMessageComponent()) await interaction.update(ANSWER);
  else if (interaction.isChatInputCommand()) await interaction.reply(ANSWER);
}

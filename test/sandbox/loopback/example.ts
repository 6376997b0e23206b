/** The example of the loopback Discord's README: a bot that pours tea, tried as people would try it. */
import { once } from 'node:events';
import { ButtonStyle, Client, ComponentType, Events, Routes } from 'discord.js';
import { startLoopbackDiscord } from '../../../src/sandbox/loopback/loopback.ts';

export async function pourTea(): Promise<string[]> {
  // Discord grants three seconds for an answer; a machine that runs many tests at a time may need more.
  await using discord = await startLoopbackDiscord({ answerWithin: 60_000 });
  const server = discord.addServer({ name: 'Tea House', preferredLocale: 'ja' });
  const channel = server.addTextChannel('general');
  const mika = server.addMember({ name: 'Mika', locale: 'ja' }).in(channel);

  const bot = new Client({ intents: [], rest: { api: discord.apiUrl } });
  bot.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isButton()) await interaction.update({ content: 'Gone', components: [] });
    if (!interaction.isChatInputCommand()) return;
    const drink = {
      type: ComponentType.Button,
      style: ButtonStyle.Primary,
      label: 'Drink',
      customId: 'drink',
    } as const;
    const components = [{ type: ComponentType.ActionRow, components: [drink] }];
    await interaction.reply({ content: `A cup of ${interaction.options.getString('kind')}`, components });
  });
  const ready = once(bot, Events.ClientReady);
  await bot.login(discord.token);
  await ready;
  const kind = { name: 'kind', description: 'Which tea', type: 3, required: true };
  const commands = [{ name: 'tea', description: 'Pours a cup', options: [kind] }];
  await bot.rest.put(Routes.applicationCommands(discord.world.bot.id), { body: commands });

  // The first answer is refused as if Discord were down for a moment: the client sends it again.
  discord.faults.on('POST /interactions/:id/:token/callback').refuse(503);
  const poured = await mika.slash('/tea', { kind: 'sencha' }).then(({ message }) => message);
  const drunk = await mika.click(poured, 'Drink');

  const seen = [poured.content, drunk.message.content, ...discord.violations];
  await bot.destroy();
  return seen;
}

/** The application's global commands (`interactions/application-commands`). */
import { type APIApplicationCommand, ApplicationCommandType } from 'discord.js';
import { Hono } from 'hono';
import { z } from 'zod';
import type { World } from '../../world/world.ts';
import { refused } from '../apiError.ts';
import type { Env } from '../env.ts';

const Command = z.looseObject({
  name: z.string().min(1).max(32),
  type: z.enum(ApplicationCommandType).default(ApplicationCommandType.ChatInput),
});

export function commandRoutes(world: World) {
  const routes = new Hono<Env>();
  routes.get('/applications/:id/commands', (context) => context.json(world.commands));

  routes.put('/applications/:id/commands', (context) => {
    const commands = z.array(Command).safeParse(context.get('body'));
    if (!commands.success) throw refused.form(commands.error);
    world.commands = commands.data.map((command) => registered(command));
    world.events.emit('commands');
    return context.json(world.commands);
  });

  routes.post('/applications/:id/commands', (context) => {
    const command = Command.safeParse(context.get('body'));
    if (!command.success) throw refused.form(command.error);
    const { name, type } = command.data;
    const others = world.commands.filter((other) => other.name !== name || other.type !== type);
    const added = registered(command.data);
    world.commands = [...others, added];
    world.events.emit('commands');
    return context.json(added, others.length === world.commands.length - 1 ? 201 : 200);
  });

  /** A command keeps its id when it is registered again. */
  function registered(command: z.infer<typeof Command>): APIApplicationCommand {
    const known = world.commands.find(({ name, type }) => name === command.name && type === command.type);
    const ids = { id: known?.id ?? world.newId(), application_id: world.bot.id, version: world.newId() };
    // What else a command holds is the conformance checker's to judge.
    return { ...command, ...ids } as unknown as APIApplicationCommand;
  }
  return routes;
}

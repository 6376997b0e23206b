/** What was done to a server, by whom, and why (`resources/audit-log`). */
import { PermissionFlagsBits } from 'discord.js';
import { Hono } from 'hono';
import { z } from 'zod';
import { auditEntryPayload } from '../../world/payloads.ts';
import { basePermissions } from '../../world/permissions.ts';
import { userPayload } from '../../world/person.ts';
import type { World } from '../../world/world.ts';
import { refused } from '../apiError.ts';
import type { Env } from '../env.ts';
import { serverFor } from './servers.ts';

const Wanted = z.object({
  user_id: z.string().optional(),
  action_type: z.coerce.number().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export function auditLogRoutes(world: World) {
  const routes = new Hono<Env>();
  routes.get('/guilds/:id/audit-logs', (context) => {
    const server = serverFor(world, context.req.param('id'));
    const held = basePermissions(server, world.bot.id);
    if ((held & PermissionFlagsBits.ViewAuditLog) === 0n) throw refused.permissions();
    const wanted = Wanted.safeParse(context.req.query());
    if (!wanted.success) throw refused.form(wanted.error);
    const { user_id, action_type, limit } = wanted.data;
    const entries = server.auditLog
      .filter(({ userId }) => user_id === undefined || userId === user_id)
      .filter(({ action }) => action_type === undefined || action === action_type)
      .toReversed()
      .slice(0, limit);
    const ids = new Set(entries.map(({ userId }) => userId));
    const users = [...world.people.values()].filter(({ id }) => ids.has(id)).map((person) => userPayload(person));
    return context.json({
      ...NOTHING_ELSE,
      users,
      audit_log_entries: entries.map((entry) => auditEntryPayload(entry)),
    });
  });
  return routes;
}

/** What entries can refer to beside users; none of ours does. */
const NOTHING_ELSE = {
  application_commands: [],
  auto_moderation_rules: [],
  guild_scheduled_events: [],
  integrations: [],
  threads: [],
  webhooks: [],
};

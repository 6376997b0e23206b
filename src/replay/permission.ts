/** The permissions a replay needs, by the names Discord's API gives them (`discord-api-docs topics/permissions`). */
import { z } from 'zod';

export const PermissionName = z.enum(['ViewChannel', 'SendMessages', 'ManageWebhooks', 'ReadMessageHistory']);
export type PermissionName = z.infer<typeof PermissionName>;

/** What a request carries from its arrival to its handler. */
import type { HttpBindings } from '@hono/node-server';
import type { StoredFile } from '../world/model.ts';
import type { LoggedRequest } from './requestLog.ts';

/** What a request carries to its handler. */
export type Env = {
  Bindings: HttpBindings;
  Variables: { body: unknown; files: readonly StoredFile[]; logged: LoggedRequest; cut?: boolean };
};

/**
 * The bot as a process of its own, which can be killed for real. Started with `fork`; it begins when its parent has sent
 * the setting of its clock, and each further message sets that anew.
 */
import { once } from 'node:events';
import { z } from 'zod';
import { runBot } from '../../botProcess.ts';
import { readConfig } from '../../config.ts';
import { endOnUnhandledErrors, endWith } from '../../ending.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { StartupError } from '../../runtime/startupError.ts';
import { AdjustableClock } from './adjustableClock.ts';

const Setting = z.object({ real: z.number(), shown: z.number(), speed: z.number().min(0) });

endOnUnhandledErrors();
const clock = new AdjustableClock();
process.on('message', (message) => clock.adopt(Setting.parse(message)));
const begin = once(process, 'message');
// Whoever ends without a word to its bot has crashed; nobody could stop the bot any more.
process.on('disconnect', () => process.exit(1));

try {
  const config = readConfig(readEnvironment(process.env, process.cwd()));
  await begin;
  if (config.token === undefined) throw new StartupError({ kind: 'no-token' });
  await runBot({ ...config, token: config.token }, clock);
  process.exit(0);
} catch (error) {
  endWith(error);
}

/** `npm run doctor`: says what would keep the bot from running here, and what to do about it. */
import { discordProbe } from './discord/connection/discordProbe.ts';
import { examine } from './doctor/examination.ts';
import { report } from './doctor/report.ts';
import { endOnUnhandledErrors, endWith } from './ending.ts';
import { startupLanguage } from './i18n/startup.ts';
import { inspectHttp } from './runtime/http/inspection.ts';
import { systemClock } from './runtime/systemClock.ts';
import { inspectStore } from './store/inspection.ts';

/** How long each of Discord's answers is waited for, milliseconds. */
const PATIENCE = 10_000;

endOnUnhandledErrors();
// Whoever reads what is written may have enough of it (`| head`).
process.stdout.on('error', () => process.exit());

const findings = examine({
  folder: process.cwd(),
  environment: process.env,
  nodeVersion: process.versions.node,
  platform: process.platform,
  discord: ({ apiUrl }, token) => discordProbe({ apiUrl, token, clock: systemClock(), patience: PATIENCE }),
  store: inspectStore,
  http: inspectHttp,
});
process.exitCode = await report(findings, startupLanguage(process.env), (line) => process.stdout.write(line)).catch(
  endWith,
);

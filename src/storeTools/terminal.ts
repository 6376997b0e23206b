/** The terminal of a tool that runs as a process of its own. */
import type { Terminal } from '../commandLine/terminal.ts';
import { startupLanguage } from '../i18n/startup.ts';

export function processTerminal(): Terminal {
  return {
    language: startupLanguage(process.env),
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    isWatched: process.stderr.isTTY === true,
  };
}

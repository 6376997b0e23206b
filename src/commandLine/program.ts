/** The command line for thread files: reads what was typed, and carries it out. */
import { parseArgs } from 'node:util';
import { type ExportFormat, exportFormats } from '../export/formats.ts';
import { commandLineTexts } from '../i18n/commandLine.ts';
import { commandProblemText } from '../i18n/commandLineTexts.ts';
import { Language } from '../thread/bilingual.ts';
import { check } from './check.ts';
import { convert } from './convert.ts';
import { format } from './format.ts';
import { CommandError } from './problem.ts';
import { writeTemplate } from './template.ts';
import { onOneLine, type Terminal } from './terminal.ts';

// The keys are those of the list itself.
const FORMATS = Object.keys(exportFormats) as ExportFormat[];

/** Carries out one command with what was typed behind it. */
type Command = (typed: readonly string[], terminal: Terminal, today: string) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  async check(typed, terminal) {
    const options = { json: { type: 'boolean', default: false } } as const;
    const { values, positionals } = read(() => parseArgs({ args: [...typed], options, allowPositionals: true }));
    return await check(atLeastOne(positionals), values.json, terminal);
  },
  async format(typed, terminal) {
    const options = { check: { type: 'boolean', default: false } } as const;
    const { values, positionals } = read(() => parseArgs({ args: [...typed], options, allowPositionals: true }));
    return await format(atLeastOne(positionals), values.check, terminal);
  },
  async convert(typed, terminal) {
    const options = {
      to: { type: 'string' },
      out: { type: 'string' },
      language: { type: 'string', default: terminal.language },
    } as const;
    const { values, positionals } = read(() => parseArgs({ args: [...typed], options, allowPositionals: true }));
    const { to, out, language } = values;
    if (to === undefined) throw new CommandError({ kind: 'no-format', known: FORMATS });
    const conversion = { to: oneOf('--to', to, FORMATS), out, reader: oneOf('--language', language, Language.options) };
    return await convert(atLeastOne(positionals), conversion, terminal);
  },
  async new(typed, terminal, today) {
    const { positionals } = read(() => parseArgs({ args: [...typed], options: {}, allowPositionals: true }));
    return await writeTemplate(positionals[0], today, terminal);
  },
};

/** The exit code when a command cannot be carried out as given. */
const MISUSED = 2;

/**
 * Carries out what was typed; the exit code.
 *
 * @param today as in `2025-12-05`
 */
export async function runThreads(typed: readonly string[], terminal: Terminal, today: string): Promise<number> {
  const texts = commandLineTexts[terminal.language];
  const [asked = '--help', ...rest] = typed;
  if (asked === '-h' || [asked, ...rest].includes('--help')) {
    terminal.out(`${texts.help}\n`);
    return 0;
  }
  try {
    const command = Object.hasOwn(commands, asked) ? commands[asked] : undefined;
    if (!command) throw new CommandError({ kind: 'unknown-command', asked, known: Object.keys(commands) });
    return await command(rest, terminal, today);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    terminal.err(`${onOneLine(commandProblemText(texts, error.problem))}\n${texts.seeHelp}\n`);
    return MISUSED;
  }
}

function read<Parsed>(parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch (error) {
    const isOurs = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
    throw isOurs ? new CommandError({ kind: 'bad-options', reason: error.message }, { cause: error }) : error;
  }
}

function atLeastOne(paths: readonly string[]): readonly string[] {
  if (paths.length === 0) throw new CommandError({ kind: 'no-files-named' });
  return paths;
}

function oneOf<Choice extends string>(option: string, asked: string, known: readonly Choice[]): Choice {
  const chosen = known.find((choice) => choice === asked);
  if (chosen === undefined) throw new CommandError({ kind: 'unknown-choice', option, asked, known });
  return chosen;
}

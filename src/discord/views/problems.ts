/** What people see instead of what they asked for: why, and buttons for what they would do next. */
import type { APIButtonComponent } from 'discord.js';
import type { DiscordRefusal, Meant, Problem } from '../../app/problem.ts';
import { problemText, type Sentences } from '../../i18n/i18n.ts';
import { buttonCodec } from '../interactions/idCodec.ts';
import { callId as callIdField, choiceNumber } from '../interactions/idFields.ts';
import { checkButton } from './check.ts';
import { openHelp } from './help.ts';
import { button, buttons, nameLabel, notice, type View } from './parts.ts';

/** Carries on with a command that was refused, and with what was meant in the place of what is not there. */
export const correctCommand = buttonCodec('correct', { callId: callIdField, choice: choiceNumber });

/** A command that can be carried on with: the call that was refused, and what may have been meant. */
export type Correctable = { readonly callId: string; readonly meant: readonly Meant[] };

type Shown = {
  /** Where it is shown. */
  readonly channelId: string | null;
  readonly correctable?: Correctable | undefined;
};

/** A problem in the reader's language. */
export function problemView(problem: Problem, words: Sentences, shown: Shown): View {
  const sentence = problemText(words.problem, problem);
  const next = nextSteps(problem, words, shown);
  return next.length > 0 ? [...notice(sentence), buttons(...next)] : notice(sentence);
}

function nextSteps(
  problem: Problem,
  words: Sentences,
  { channelId, correctable }: Shown,
): readonly APIButtonComponent[] {
  const { code } = problem;
  if (correctable) {
    const { callId, meant } = correctable;
    return meant.map(({ name }, choice) => button(nameLabel(name), correctCommand.id({ callId, choice })));
  }
  if (code === 'outdated') return [button(words.help.open, openHelp.id({ page: 1 }))];
  const unpermitted = unpermittedChannel(problem, channelId);
  if (unpermitted !== null) return [checkButton('first', unpermitted, channelId, words)];
  return [];
}

/** The channel in which a permission that the bot lacks is behind it; null when none is. */
function unpermittedChannel(problem: Problem, here: string | null): string | null {
  if (problem.code === 'bot-lacks-permissions') return problem.channelId;
  const isRefused = problem.code === 'refused-by-discord' && UNPERMITTED.has(problem.why);
  return isRefused ? here : null;
}

const UNPERMITTED: ReadonlySet<DiscordRefusal> = new Set(['no-access', 'no-permission']);

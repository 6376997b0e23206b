/** Asks the bot for completions while an option is typed: once typing rests, and only the newest answer counts. */
import type { Core } from '../core.ts';
import { halfTyped, LONGEST_OPTION, optionNamed } from '../state/composer.ts';

/** Milliseconds that typing has to rest. */
const REST = 120;

let timer: ReturnType<typeof setTimeout> | undefined;
let newest = 0;

/** Call it after each change of the composer. */
export function completeSoon(core: Core): void {
  clearTimeout(timer);
  newest += 1;
  const wanted = half(core);
  if (!wanted) return;
  const { completion } = core.keeper.state;
  if (completion?.option === wanted.option && completion.text === wanted.text) return;
  const number = newest;
  timer = setTimeout(() => void complete(core, number), completion?.option === wanted.option ? REST : 0);
}

async function complete(core: Core, number: number): Promise<void> {
  const wanted = half(core);
  const { channelId } = core.keeper.state;
  if (!wanted || channelId === undefined) return;
  const { path, options, option, text } = wanted;
  const answer = await core.connection.ask({ kind: 'complete', channelId, path, options });
  if (number !== newest) return;
  const choices = answer.kind === 'choices' ? answer.choices : [];
  core.keeper.happen({ kind: 'completion', completion: { option, text, choices } });
}

/** What the bot would have to complete; undefined when there is nothing. */
function half({ keeper }: Core) {
  const { composer } = keeper.state;
  if (composer.kind !== 'command') return undefined;
  const option = optionNamed(composer, composer.focus);
  if (!option?.completes) return undefined;
  const text = composer.fields[option.name]?.text ?? '';
  if (text.length > LONGEST_OPTION) return undefined;
  return { path: `/${composer.command.path}`, options: halfTyped(composer, option.name), option: option.name, text };
}

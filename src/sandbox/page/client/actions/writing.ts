/** What people do in the composer: type, choose from the list, send. */
import { type Core, pageOf } from '../core.ts';
import { OptionType } from '../discord.ts';
import { commandTyped } from '../state/commands.ts';
import {
  addOption,
  beginCommand,
  type Composer,
  emptyLine,
  excessOf,
  focusOn,
  optionNamed,
  pick,
  readyOptions,
  removeOption,
  settle,
  step,
  textLine,
  typeBehind,
  typeInto,
} from '../state/composer.ts';
import { proposed } from '../state/proposal.ts';
import { here, type Spot } from '../state/state.ts';
import { type Suggestion, suggestionsFor } from '../state/suggestions.ts';
import { completeSoon } from './completing.ts';
import { fail } from './failures.ts';
import { followAnswer } from './messages.ts';
import { closeHint } from './panel.ts';
import { upload } from './upload.ts';

/** @param focus whether the cursor moves; not while one types where it is */
function compose(core: Core, composer: Composer, focus = true): void {
  core.keeper.happen({ kind: 'composer', composer, focus });
  completeSoon(core);
}

export function typeText(core: Core, text: string): void {
  compose(core, textLine(text), false);
}

export function typeOption(core: Core, name: string | null, text: string): void {
  const { composer } = core.keeper.state;
  if (composer.kind === 'command') compose(core, typeInto(composer, name, text), false);
}

export function enterOption(core: Core, name: string | null): void {
  const { composer } = core.keeper.state;
  if (composer.kind === 'command' && composer.focus !== name) compose(core, focusOn(composer, name));
}

export function stepOption(core: Core, by: 1 | -1): void {
  const { composer } = core.keeper.state;
  if (composer.kind === 'command') compose(core, step(composer, by));
}

/** Deletes backwards from an empty place: the option there, or the last one, or the command. */
export function takeBack(core: Core): void {
  const { composer } = core.keeper.state;
  if (composer.kind !== 'command') return;
  const { focus, fields } = composer;
  const [last] = Object.keys(fields).slice(-1);
  if (focus === null && last !== undefined) compose(core, focusOn(composer, last));
  else if (focus !== null && !optionNamed(composer, focus)?.required) compose(core, removeOption(composer, focus));
  else if (focus === null || Object.keys(fields)[0] === focus) compose(core, textLine(`/${composer.command.title}`));
  else compose(core, step(composer, -1));
}

export function dropOption(core: Core, name: string): void {
  const { composer } = core.keeper.state;
  if (composer.kind === 'command') compose(core, removeOption(composer, name));
}

/** Leaves a command, or the search for one; both can be recalled. A text stays as it is. */
export function backOut(core: Core): void {
  const { composer: line } = core.keeper.state;
  const typed = line.kind === 'text' ? commandTyped(line.text)?.trim() : line.command.title;
  if (typed === '') compose(core, emptyLine);
  else if (typed !== undefined) core.keeper.happen({ kind: 'back-out', line });
}

export function movePick(core: Core, by: 1 | -1): void {
  const page = pageOf(core);
  const { items } = suggestionsFor(page.state, page.words);
  core.keeper.happen({ kind: 'composer', composer: pick(page.state.composer, by, items.length), focus: false });
}

export function take(core: Core, suggestion: Suggestion): void {
  const { composer } = core.keeper.state;
  if (suggestion.kind === 'command') {
    const line = beginCommand(suggestion.command);
    compose(core, suggestion.behind === '' ? line : typeBehind(line, suggestion.behind));
  } else if (composer.kind !== 'command') return;
  else if (suggestion.kind === 'option') compose(core, addOption(composer, suggestion.option.name));
  else if (composer.focus !== null) compose(core, settle(composer, composer.focus, suggestion.name, suggestion.value));
}

/** Puts a command into the composer, as {@link proposed} says. */
export function propose(core: Core, path: string, typed: Readonly<Record<string, string>> = {}): void {
  const { state, locale } = pageOf(core);
  compose(core, proposed(state, path, typed, locale));
}

/** The key that goes on: takes what is picked, moves to what is missing, or sends. */
export function enter(core: Core): void {
  const page = pageOf(core);
  const { composer } = page.state;
  const { items, stale } = suggestionsFor(page.state, page.words);
  const picked = stale ? undefined : items[composer.picked];
  if (picked) take(core, picked);
  else if (composer.kind === 'text') sendText(core, composer.text);
  else sendCommand(core);
}

/** The key that completes: takes what is picked, else moves on. */
export function tab(core: Core): void {
  const page = pageOf(core);
  const { items, stale } = suggestionsFor(page.state, page.words);
  const picked = stale ? undefined : items[Math.max(0, page.state.composer.picked)];
  const { composer } = page.state;
  const settled = composer.kind === 'command' && composer.focus !== null && composer.fields[composer.focus]?.settled;
  if (picked && !settled) take(core, picked);
  else stepOption(core, 1);
}

function sendText(core: Core, text: string): void {
  const { channel } = here(core.keeper.state);
  const content = text.trim();
  if (!channel || content === '' || commandTyped(content) !== undefined || excessOf(content) > 0) return;
  core.keeper.happen({ kind: 'sent', line: undefined });
  core.keeper.happen({ kind: 'scrolled', atEnd: true });
  closeHint(core);
  const spot: Spot = { kind: 'channel', channelId: channel.id };
  void followAnswer(core, spot, content, core.connection.ask({ kind: 'say', channelId: channel.id, content }));
}

function sendCommand(core: Core): void {
  const { composer, channelId } = core.keeper.state;
  if (composer.kind !== 'command' || channelId === undefined) return;
  const behind = composer.seeking.trim();
  if (behind !== '') {
    compose(core, typeBehind(composer, behind));
    return;
  }
  const ready = readyOptions(composer);
  if ('problem' in ready) {
    compose(core, { ...focusOn(composer, ready.problem), problem: ready.problem });
    return;
  }
  const { path, title } = composer.command;
  core.keeper.happen({ kind: 'sent', line: { ...composer, problem: undefined } });
  core.keeper.happen({ kind: 'scrolled', atEnd: true });
  closeHint(core);
  const { options } = ready;
  const answer = core.connection.ask({ kind: 'slash', channelId, path: `/${path}`, options });
  void followAnswer(core, { kind: 'channel', channelId }, `/${title}`, answer);
}

/** Uploads a file to be the value of the option that takes one. */
export async function attach(core: Core, file: File): Promise<void> {
  const { state } = core.keeper;
  const { composer, channelId } = state;
  const { words } = pageOf(core);
  if (channelId === undefined) return;
  const option =
    composer.kind === 'command'
      ? composer.command.options.find(({ type }) => type === OptionType.Attachment)
      : undefined;
  const spot: Spot = { kind: 'channel', channelId };
  if (!option) return fail(core, spot, file.name, words.dropNeedsOption);
  const id = await upload(file);
  const now = core.keeper.state.composer;
  if (id === undefined) fail(core, spot, file.name, words.uploadFailed);
  else if (now.kind === 'command') compose(core, settle(now, option.name, file.name, id));
}

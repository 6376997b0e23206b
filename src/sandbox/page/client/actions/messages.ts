/** What people do with messages: press, choose, fill in forms, use a message's menu. */
import type { APIMessage } from 'discord.js';
import type { PageAnswer } from '../../protocol/frames.ts';
import { type Core, pageOf } from '../core.ts';
import type { Spot } from '../state/state.ts';
import { fail } from './failures.ts';
import { upload } from './upload.ts';

/** Waits for an answer, opens the form it may bring, and tells of a failure. */
export async function followAnswer(core: Core, spot: Spot, tried: string, asked: Promise<PageAnswer>): Promise<void> {
  const answer = await asked;
  if (answer.kind === 'failed') fail(core, spot, tried, answer.reason);
  if (answer.kind === 'modal') {
    const { form: id, modal } = answer;
    core.keeper.happen({ kind: 'form', form: { id, modal, sending: false, problem: undefined } });
  }
}

/** A component of a message, while it waits for its answer. */
export function componentKey(messageId: string, customId: string): string {
  return `${messageId}/${customId}`;
}

/** A message as the spot where somebody does something. */
export function at({ id: messageId, channel_id: channelId }: APIMessage): Spot {
  return { kind: 'message', channelId, messageId };
}

export function press(core: Core, message: APIMessage, customId: string, label: string): Promise<void> {
  const { id: messageId, channel_id: channelId } = message;
  const asked = () => core.connection.ask({ kind: 'click', channelId, messageId, customId });
  return whileBusy(core, componentKey(messageId, customId), () => followAnswer(core, at(message), label, asked()));
}

export function choose(
  core: Core,
  message: APIMessage,
  customId: string,
  values: readonly string[],
  label: string,
): Promise<void> {
  const { id: messageId, channel_id: channelId } = message;
  const asked = () => core.connection.ask({ kind: 'choose', channelId, messageId, customId, values });
  return whileBusy(core, componentKey(messageId, customId), () => followAnswer(core, at(message), label, asked()));
}

async function whileBusy({ keeper }: Core, component: string, act: () => Promise<void>): Promise<void> {
  if (keeper.state.busy.has(component)) return;
  keeper.happen({ kind: 'busy', component, busy: true });
  await act();
  keeper.happen({ kind: 'busy', component, busy: false });
}

/** Uploads the files of a form and sends it. @param uploadFailed what is said when a file is not taken */
export async function submitForm(
  core: Core,
  entered: Readonly<Record<string, string | boolean | readonly string[] | readonly File[]>>,
  uploadFailed: string,
): Promise<void> {
  const { form } = core.keeper.state;
  if (!form || form.sending) return;
  core.keeper.happen({ kind: 'form', form: { ...form, sending: true, problem: undefined } });
  const values = await uploaded(entered);
  const answer = values && (await core.connection.ask({ kind: 'submit', form: form.id, values }));
  const problem = answer === undefined ? uploadFailed : answer.kind === 'failed' ? answer.reason : undefined;
  core.keeper.happen({ kind: 'form', form: problem === undefined ? undefined : { ...form, sending: false, problem } });
}

/** The same with the ids of its files instead of themselves; undefined when one of them was not taken. */
async function uploaded(
  entered: Readonly<Record<string, string | boolean | readonly string[] | readonly File[]>>,
): Promise<Record<string, string | boolean | readonly string[]> | undefined> {
  const values: Record<string, string | boolean | readonly string[]> = {};
  for (const [name, value] of Object.entries(entered)) {
    if (typeof value !== 'object') values[name] = value;
    else {
      const ids = await Promise.all(value.map((item) => (typeof item === 'string' ? item : upload(item))));
      const kept = ids.filter((id) => id !== undefined);
      if (kept.length < ids.length) return undefined;
      values[name] = kept;
    }
  }
  return values;
}

export function closeForm({ keeper }: Core): void {
  keeper.happen({ kind: 'form', form: undefined });
}

export function useMessageCommand(core: Core, message: APIMessage, name: string, title: string): void {
  closeOverlay(core);
  const { id: messageId, channel_id: channelId } = message;
  void followAnswer(
    core,
    at(message),
    title,
    core.connection.ask({ kind: 'message-command', channelId, name, messageId }),
  );
}

/** Hides a message that one alone sees, or deletes one. */
export function dismiss(core: Core, { id: messageId, channel_id: channelId }: APIMessage): void {
  closeOverlay(core);
  core.connection.send({ kind: 'dismiss', messageId, channelId });
}

export function openMenu({ keeper }: Core, messageId: string, x: number, y: number): void {
  keeper.happen({ kind: 'overlay', overlay: { kind: 'message', messageId, x, y } });
}

export function closeOverlay({ keeper }: Core): void {
  keeper.happen({ kind: 'overlay', overlay: undefined });
}

/** Copies a text and says whether that worked; of a failure it tells at the spot where the person pressed `tried`. */
export async function copy(core: Core, spot: Spot, tried: string, text: string): Promise<boolean> {
  closeOverlay(core);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    fail(core, spot, tried, pageOf(core).words.tryAgain);
    return false;
  }
}

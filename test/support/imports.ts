/** Threads that people import in tests, as the text of their files; and what a server's people do with them. */
import type { APIAttachment, APIMessage } from 'discord.js';
import type { LoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import type { Actor } from '../../src/sandbox/loopback/people/actor.ts';

export const TEA_TITLE = 'Green tea or black tea?';

/** The id of {@link teaThread}. */
export const TEA = '2026-05-05-green-tea-or-black-tea';

/** A small thread with nothing to be warned of; Lin speaks twice. */
export function teaThread({ last = 'Coffee.', title = TEA_TITLE, date = '2026-05-05' } = {}): string {
  return `Tea · ${date}
Tea Master (茶人)

${title}

緑茶か、紅茶か。

A question older than the teapot.

急須より古い問いだ。

Comments (3)
Lin (リン)
Green, of course.

もちろん緑茶。

Sam (サム)
Black, with a cloud of milk.

紅茶にミルクを少し。

Lin (リン)
${last}

コーヒー。
`;
}

/** Attaches a file and imports it. */
export function importFile(
  who: Actor,
  content: string | Uint8Array<ArrayBuffer>,
  { name = 'tea.txt', replace }: { name?: string; replace?: boolean } = {},
) {
  return importAttached(who, who.attach(name, content), replace);
}

/** Imports what Discord says is attached. */
export function importAttached(who: Actor, file: APIAttachment, replace?: boolean) {
  return who.slash('/library import', { file, ...(replace !== undefined && { replace }) });
}

/** The text of the only file of a message. */
export async function fileOf({ world }: LoopbackDiscord, { attachments }: APIMessage): Promise<string> {
  const [file, ...others] = attachments;
  const stored = file && world.files.get(file.id);
  if (!stored || others.length > 0) throw new Error(`There are ${attachments.length} files.`);
  return new TextDecoder('utf-8', { fatal: true }).decode(stored.bytes);
}

/** Lets everybody see the commands that are for managers, as a server's settings can; or takes it back. */
export function openCommands({ world }: LoopbackDiscord): void {
  for (const command of world.commands) command.default_member_permissions = null;
}

/** Options that name a thread or a persona, and what is proposed while a name is typed: alike in all commands. */
import { personaCompletions, threadCompletions, zoneCompletions } from '../src/discord/views/completions.ts';
import type { Asked } from './kit.ts';

/** What people see of an option that names a thread. */
export const threadName = {
  ja: 'スレッド',
  does: { en: 'Any part of its title, in English or Japanese', ja: 'タイトルの一部（英語でも日本語でも）' },
  required: true,
  completes: true,
} as const;

/** What people see of an option that names a persona. */
export const personaName = {
  ja: '登場人物',
  does: { en: 'Any part of their name, in English or Japanese', ja: '名前の一部（英語でも日本語でも）' },
  required: true,
  completes: true,
} as const;

/** What people see of an option that names a time zone. */
export const zoneName = {
  ja: 'タイムゾーン',
  does: {
    en: 'Such as Asia/Tokyo; if left out, the one of the server’s language',
    ja: 'Asia/Tokyoなど（省略するとサーバーの言語に合わせます）',
  },
  completes: true,
} as const;

/** Proposes time zones. */
export const completeZone = async ({ call }: Asked, typed: string) => zoneCompletions(typed, call.requester.language);

/** Proposes threads that the server sees. */
export const completeThread = async ({ call, services: { reading } }: Asked, typed: string) =>
  threadCompletions(await reading.completeThread(call, typed), call.requester.language);

/** Proposes personas that the server sees: of the thread that was named, else of all. */
export const completePersona = async (
  { call, services: { reading } }: Asked,
  typed: string,
  { thread }: { readonly thread: string | undefined },
) => personaCompletions(await reading.completePersona(call, thread, typed), call.requester.language);

/** `/library`: which threads a server has and hears. For those who manage it. */
import { PermissionFlagsBits } from 'discord.js';
import { requireManageServer } from '../src/app/call.ts';
import type { Curating } from '../src/app/curating.ts';
import { type ExportFormat, exportFormats } from '../src/app/exporting.ts';
import { type DeferredReply, toCaller } from '../src/discord/interactions/answer.ts';
import { attachment, choice, text, yesOrNo } from '../src/discord/interactions/options.ts';
import { personaCompletions, threadCompletions } from '../src/discord/views/completions.ts';
import {
  acceptImport,
  askRemovalView,
  confirmRemoval,
  importView,
  removedView,
  titleOf,
} from '../src/discord/views/library.ts';
import { fileView, notice } from '../src/discord/views/parts.ts';
import type { LibraryThread } from '../src/library/libraryThread.ts';
import type { Persona } from '../src/library/personas.ts';
import { textIn } from '../src/thread/language.ts';
import { type Asked, commandGroup, onPress, subcommand } from './kit.ts';
import { completePersona, completeThread, personaName, threadName } from './nameOptions.ts';

/** Proposes threads of a kind to those who manage the server. */
const completeOf =
  (kind: 'all' | 'hidden' | 'imports') =>
  async ({ call, services: { curating } }: Asked, typed: string) =>
    threadCompletions(await curating.complete(call, kind, typed), call.requester.language);

/** Says in one sentence what was done to a thread. Its texts come into the search index, or out of it, first. */
const aboutThread = (
  { call, services: { curating } }: Asked,
  act: (curating: Curating) => Promise<LibraryThread>,
  sentence: (title: string) => string,
): DeferredReply => {
  requireManageServer(call);
  const later = async () => ({ view: notice(sentence(titleOf(await act(curating), call.requester.language))) });
  return { kind: 'defer', private: true, later };
};

/** Says in one sentence what was done to a persona. */
export const aboutPersona = ({ call }: Asked, { name }: Persona, sentence: (name: string) => string) =>
  toCaller(notice(sentence(textIn(name, call.requester.language).text)));

export const library = commandGroup('library', {
  ja: 'ライブラリ',
  does: { en: 'The threads of this server, and who is heard in them', ja: 'このサーバーのスレッドを管理します' },
  memberPermissions: PermissionFlagsBits.ManageGuild,
  subcommands: {
    import: subcommand({
      ja: 'インポート',
      does: { en: 'Add a thread of your own, for this server alone', ja: 'このサーバー専用のスレッドを追加します' },
      options: {
        file: attachment({
          ja: 'ファイル',
          does: {
            en: 'A text in the thread format, or JSON as exported; up to 1 MiB',
            ja: 'スレッド形式のテキスト、またはエクスポートしたJSON（1 MiBまで）',
          },
          required: true,
          fileTypes: ['.txt', '.json'],
        }),
        replace: yesOrNo({
          ja: '置き換え',
          does: {
            en: 'Replace the thread of the same date and title without asking',
            ja: '日付とタイトルが同じスレッドを確認せずに置き換えます',
          },
        }),
      },
      run: async ({ call, words, services: { importing } }, { file, replace = false }) => {
        requireManageServer(call);
        // The file is fetched first, and a long one takes a while to index.
        const later = async () => importView(await importing.take(call, file, replace), call.requester.language, words);
        return { kind: 'defer', private: true, later };
      },
    }),

    export: subcommand({
      ja: 'エクスポート',
      does: { en: 'Get a thread as a file, just for you', ja: 'スレッドをファイルに書き出し、自分だけに表示します' },
      options: {
        thread: text(threadName),
        format: choice({
          ja: '形式',
          does: { en: 'The kind of file; text if left out', ja: 'ファイルの形式（省略するとテキスト）' },
          values: Object.keys(exportFormats) as ExportFormat[],
          names: (words) => words.library.formats,
        }),
      },
      complete: { thread: completeOf('all') },
      run: async ({ call, words, services: { exporting } }, { thread, format = 'text' }) => {
        requireManageServer(call);
        // A page draws the face of everybody who speaks.
        const later = async () => {
          const file = await exporting.file(call, thread, format);
          return { view: [...notice(words.library.exported(file.name)), fileView(file.name)], files: [file] };
        };
        return { kind: 'defer', private: true, later };
      },
    }),

    remove: subcommand({
      ja: '削除',
      does: { en: 'Remove a thread that this server imported', ja: 'インポートしたスレッドを削除します' },
      options: { thread: text(threadName) },
      complete: { thread: completeOf('imports') },
      run: async ({ call, words, services: { curating } }, { thread }) =>
        toCaller(askRemovalView(await curating.removable(call, thread), call.requester.language, words)),
    }),

    hide: subcommand({
      ja: '非表示',
      does: { en: 'Hide a thread on this server', ja: 'スレッドをこのサーバーで非表示にします' },
      options: { thread: text(threadName) },
      complete: { thread: completeThread },
      run: async (asked, { thread }) =>
        aboutThread(asked, (curating) => curating.hide(asked.call, thread), asked.words.library.hidden),
    }),

    unhide: subcommand({
      ja: '再表示',
      does: { en: 'Show a hidden thread again', ja: '非表示にしたスレッドを再び表示します' },
      options: { thread: text(threadName) },
      complete: { thread: completeOf('hidden') },
      run: async (asked, { thread }) =>
        aboutThread(asked, (curating) => curating.unhide(asked.call, thread), asked.words.library.unhidden),
    }),

    mute: subcommand({
      ja: 'ミュート',
      does: {
        en: 'Mute a persona: leave out what they say on this server',
        ja: '登場人物の発言をこのサーバーで表示しないようにします',
      },
      options: { persona: text(personaName) },
      complete: { persona: (asked, typed) => completePersona(asked, typed, { thread: undefined }) },
      run: async (asked, { persona }) =>
        aboutPersona(asked, await asked.services.curating.mute(asked.call, persona), asked.words.library.muted),
    }),

    unmute: subcommand({
      ja: 'ミュート解除',
      does: { en: 'Let a muted persona be heard again', ja: '登場人物のミュートを解除します' },
      options: { persona: text(personaName) },
      complete: {
        persona: async ({ call, services: { curating } }, typed) =>
          personaCompletions(await curating.completeMuted(call, typed), call.requester.language),
      },
      run: async (asked, { persona }) =>
        aboutPersona(asked, await asked.services.curating.unmute(asked.call, persona), asked.words.library.unmuted),
    }),
  },

  handlers: [
    onPress(acceptImport, async ({ call, words, services: { importing } }, { offerId, sure }) => {
      requireManageServer(call);
      if (sure === 'no') return { kind: 'update', view: notice(words.library.kept) };
      const later = async () => importView(await importing.accept(call, offerId), call.requester.language, words);
      return { kind: 'defer-update', later };
    }),
    onPress(confirmRemoval, async ({ call, words, services: { curating } }, { threadId, sure }) => {
      requireManageServer(call);
      if (sure === 'no') return { kind: 'update', view: notice(words.library.kept) };
      const later = async () => ({
        view: removedView(await curating.remove(call, threadId), call.requester.language, words),
      });
      return { kind: 'defer-update', later };
    }),
  ],
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoundComment } from '../../../src/app/searching.ts';
import { aboutView, askDeletionView } from '../../../src/discord/views/about.ts';
import { controlView } from '../../../src/discord/views/control.ts';
import { bodyOf, type View } from '../../../src/discord/views/parts.ts';
import { personaListView, personaView } from '../../../src/discord/views/personas.ts';
import { wholeView } from '../../../src/discord/views/reading.ts';
import { recapView } from '../../../src/discord/views/recap.ts';
import { searchView } from '../../../src/discord/views/search.ts';
import { threadListView, threadPageView } from '../../../src/discord/views/threads.ts';
import { askUndoView, undoView } from '../../../src/discord/views/undo.ts';
import { sentences } from '../../../src/i18n/i18n.ts';
import type { StagedReplay } from '../../../src/replay/replay.ts';
import { checkRequest } from '../../../src/sandbox/loopback/conformance/check.ts';
import { housePolicies } from '../../../src/sandbox/program/housePolicies.ts';
import { equalPages, pageAt } from '../../../src/text/pages.ts';
import type { Thread } from '../../../src/thread/model.ts';
import { utteranceAt } from '../../../src/thread/utterance.ts';
import { shelfOfThreads } from '../../support/library.ts';
import { postOf } from '../../support/plans.ts';
import { soloReplay } from '../../support/soloReplay.ts';
import { threads } from '../../support/threads.ts';

/** What Discord would refuse of a message. */
function violations(view: View) {
  const request = { method: 'POST', path: '/channels/1/messages', query: new URLSearchParams(), files: [] };
  const shown = { ...request, body: JSON.parse(JSON.stringify(bodyOf(view))) };
  return [checkRequest, ...housePolicies].flatMap((judge) => judge(shown));
}

const FACE = 'https://cdn.discordapp.com/emojis/1234567890123456789.png?size=256';
const POST = { channelId: '1234567890123456789', messageId: '1234567890123456789' };
const reader = fc.constantFrom('en' as const, 'ja' as const);

/** The worst a name can be: all of it has to be escaped. */
const worst = '*_'.repeat(200);

describe('messages', () => {
  it('no message breaks a limit when hits are as long as they can be, and everything in them has to be escaped', () => {
    const shelf = shelfOfThreads([
      {
        ...{ category: '', date: '2026-01-01', author: { en: worst, ja: `${worst}か` } },
        title: { en: worst, ja: `${worst}か` },
        comments: [{ persona: { en: worst }, text: { en: worst.repeat(20) } }],
      },
    ]);
    const [thread] = shelf.threads.items;
    const [persona] = shelf.personas.names.items;
    if (!thread || !persona) throw new Error('The library is empty.');
    const text = worst.repeat(20);
    const matches = Array.from({ length: 400 }, (_, n) => ({ start: n * 3, end: n * 3 + 1 }));
    const found = Array.from({ length: 5 }, (_, comment): FoundComment => {
      const hit = { threadId: thread.id, comment, language: 'en' as const, text, matches };
      return { hit, thread, persona: { en: worst }, face: 0, faceUrl: FACE, post: POST };
    });
    for (const words of ['en', 'ja'] as const) {
      const request = { words: worst, private: false };
      const search = {
        request,
        serverId: 's',
        words: worst,
        persona,
        thread,
        language: words,
        private: false,
        reader: words,
      };
      const page = {
        ...{ searchId: '1234567890123456789', search, page: 2, pages: 99_999, total: 499_999, found },
        ...{ complete: false, corrected: worst, nearestWords: [], nearestPersonas: [] },
      };
      expect(violations(searchView(page))).toEqual([]);
      const near = {
        nearestWords: Array.from({ length: 5 }, () => worst),
        nearestPersonas: [persona, persona, persona],
      };
      expect(violations(searchView({ ...page, ...near, total: 0, found: [] }))).toEqual([]);
    }
  });

  it('no message breaks a limit when all that threads are listed, shown and replayed with is as long as it can be', () => {
    const shipped = Array.from({ length: 9 }, (_, number) => ({
      ...{ category: worst, date: `2026-01-0${number + 1}`, author: { en: worst, ja: `${worst}か` } },
      title: { en: `${worst}${number}`, ja: `${worst}か` },
      body: { en: worst.repeat(20) },
      comments: Array.from({ length: 20 }, () => ({ persona: { en: worst }, text: { en: 'x' } })),
    }));
    const shelf = shelfOfThreads(shipped);
    for (const words of ['en', 'ja'] as const) {
      expect(violations(threadListView(shelf.threads.items, 1, words, sentences[words]))).toEqual([]);
      for (const thread of shelf.threads.items.slice(0, 1)) {
        for (const page of [1, 2, 3, 99]) {
          expect(violations(threadPageView(thread, page, words, sentences[words]))).toEqual([]);
        }
        expect(violations(controlView(soloReplay(thread.thread, worst, words), 0))).toEqual([]);
      }
    }
  });

  it('no message breaks a limit when all that was posted is as long as it can be, on any page', () => {
    const posted = Array.from({ length: 25 }, (_, comment) => {
      return { comment: comment && 99_000 + comment, persona: worst, said: worst, messageId: POST.messageId };
    });
    const thread: Thread = {
      ...{ category: '', date: '2026-01-01', author: { en: worst }, title: { en: worst, ja: `${worst}か` } },
      comments: [],
    };
    for (const reader of ['en', 'ja'] as const) {
      const replay = { ...soloReplay(thread, worst, reader), stageChannelId: POST.channelId };
      const ended: StagedReplay = { ...replay, state: { ...replay.state, kind: 'ended', reason: 'finished' } };
      for (const number of [1, 2, 3]) {
        const page = pageAt(equalPages(posted, 10), number);
        expect(violations(recapView({ replay, posted, page }, reader))).toEqual([]);
        expect(violations(recapView({ replay: ended, posted, page }, reader))).toEqual([]);
      }
    }
  });

  it('no message breaks a limit when a post is told about, deleted or undone whose names are as long as they can be', () => {
    const shelf = shelfOfThreads([
      {
        ...{ category: '', date: '2026-01-01', author: { en: worst, ja: `${worst}か` } },
        title: { en: worst, ja: `${worst}か` },
        comments: [],
      },
    ]);
    const [thread] = shelf.threads.items;
    if (!thread) throw new Error('The library is empty.');
    const common = { askedBy: POST.messageId, askedAt: 0, posts: 99_999 };
    const obstacle = { kind: 'missing-permission', permission: 'ManageMessages' } as const;
    for (const language of ['en', 'ja'] as const) {
      const words = sentences[language];
      const replay = { ...soloReplay(thread.thread, worst, language), stageChannelId: POST.channelId };
      const post = { ...postOf('x', replay.plan.lastComment), username: worst };
      const may = { mayDelete: true, mayMute: true, muted: false };
      const card = { ...{ replay, post, thread, name: thread.name, faceUrl: FACE, first: POST.messageId }, ...may };
      expect(violations(aboutView(card, language, words))).toEqual([]);
      const unknown = {
        ...card,
        thread: undefined,
        name: undefined,
        faceUrl: undefined,
        first: undefined,
        muted: true,
      };
      expect(violations(aboutView(unknown, language, words))).toEqual([]);
      expect(violations(askDeletionView({ replay, post, messageIds: ['1', '2'] }, words))).toEqual([]);
      expect(violations(askUndoView({ replay, posts: 99_999 }, language, words))).toEqual([]);
      const held = { kind: 'held', ...common, left: 99_999, obstacle } as const;
      for (const undo of [
        undefined,
        held,
        { kind: 'under-way', ...common, left: 1 },
        { kind: 'done', ...common },
      ] as const) {
        expect(violations(undoView({ replay, undo }, words))).toEqual([]);
        expect(violations(controlView({ ...replay, undo }, 0))).toEqual([]);
      }
    }
  });

  it('no message breaks a limit, whatever is in a thread and whichever page is asked for', () => {
    const several = fc.uniqueArray(threads, {
      minLength: 1,
      maxLength: 12,
      selector: ({ title }) => title.en ?? title.ja,
    });
    fc.assert(
      fc.property(several, reader, fc.integer({ min: 1, max: 4 }), (shipped, language, page) => {
        const shelf = shelfOfThreads(shipped);
        expect(violations(personaListView(shelf.personas.names.items, page, language))).toEqual([]);
        for (const persona of shelf.personas.names.items) {
          expect(violations(personaView(persona, FACE, page, language))).toEqual([]);
        }
        expect(violations(threadListView(shelf.threads.items, page, language, sentences[language]))).toEqual([]);
        for (const thread of shelf.threads.items) {
          expect(violations(threadPageView(thread, page, language, sentences[language]))).toEqual([]);
          expect(violations(controlView(soloReplay(thread.thread, 'x', language), 0))).toEqual([]);
          const spoken = utteranceAt(thread.thread, 0);
          if (spoken) expect(violations(wholeView(thread, 0, spoken, page, language))).toEqual([]);
        }
      }),
      { numRuns: 30 },
    );
  });
});

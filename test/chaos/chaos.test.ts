import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIMessage } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { ReplayState } from '../../src/replay/state.ts';
import { PersonaKey } from '../../src/thread/identity.ts';
import type { Thread } from '../../src/thread/model.ts';
import { uneventful } from '../support/plans.ts';
import { skipUnlessThere } from '../support/stores.ts';
import { playBatch } from './batch.ts';
import { judge, judgeAll } from './judge.ts';
import type { Entry } from './ledger.ts';
import { Random } from './random.ts';

const lines = ['# Title', 'Yes.', 'Yes.', 'No.'];
const thread: Thread = {
  category: '',
  date: '2026-01-01',
  author: { en: 'Bob' },
  title: { en: 'Title' },
  comments: lines.slice(1).map((en) => ({ persona: { en: 'Bob' }, text: { en } })),
};
const plan: Entry['plan'] = {
  ...{
    id: '1',
    anchor: '1',
    serverId: '2',
    channelId: '3',
    discussion: null,
    controlChannelId: '3',
    threadId: 'title',
    title: thread.title,
  },
  ...{ language: 'en', speech: 'en', startedBy: '4', bySchedule: false, startedAt: 0, from: 0, persona: null },
  translate: true,
  lastComment: 3,
  notify: 'first',
  script: lines.map((content, comment) => ({
    comment,
    persona: PersonaKey.parse('bob'),
    face: 0,
    username: 'Bob',
    content,
    reading: 0,
  })),
};
const finished: ReplayState = { kind: 'ended', next: 4, ...uneventful, reason: 'finished' };
const entry: Entry = {
  plan,
  state: finished,
  stageChannelId: '3',
  messages: new Map(lines.map((_, position) => [position, `m${position}`])),
};

/** Messages by their ids; each says what its line says. */
function channel(...ids: string[]): APIMessage[] {
  const posts = ids.map((id) => ({ id, content: lines[Number(id[1])], author: { username: 'Bob' } }));
  // The judge reads nothing else of a message.
  return posts as APIMessage[];
}

describe('the judge of chaos', () => {
  const clean = { repeats: 0, losses: 0, orderErrors: 0, wrong: 0 };

  it('the judge of chaos finds nothing wrong where every line is there once, in order', () => {
    expect(judge(channel('m0', 'm1', 'm2', 'm3'), [entry], thread)).toEqual({ posts: 4, ...clean });
  });

  it('the judge of chaos counts what is there twice, not at all, or in the wrong place', () => {
    expect(judge(channel('m0', 'm1', 'x1', 'm2', 'm3'), [entry], thread)).toMatchObject({ ...clean, repeats: 1 });
    expect(judge(channel('m0', 'm1', 'm3'), [entry], thread)).toMatchObject({ ...clean, losses: 1 });
    expect(judge(channel('m0', 'm2', 'm1', 'm3'), [entry], thread)).toMatchObject({ ...clean, orderErrors: 1 });
  });

  it('the judge of chaos counts a line that says something else, and a script that leaves something out', () => {
    const spoilt = channel('m0', 'm1', 'm2', 'm3').map((post) => ({ ...post, content: 'Yes.' }));
    expect(judge(spoilt, [entry], thread)).toMatchObject({ ...clean, wrong: 2 });
    const short = { ...thread, comments: [...thread.comments, ...thread.comments.slice(0, 1)] };
    expect(judge(channel('m0', 'm1', 'm2', 'm3'), [entry], short)).toMatchObject({ ...clean, wrong: 1 });
  });

  it('the judge of chaos takes the small print about a missing language for no part of the thread, even in a message of its own', () => {
    const note = {
      comment: 3,
      persona: PersonaKey.parse('bob'),
      face: 0,
      username: 'Bob',
      content: '-# Only in Japanese.',
      reading: 0,
    };
    const noted: Entry = {
      ...entry,
      plan: { ...plan, script: [...plan.script, note] },
      messages: new Map([...entry.messages, [4, 'm4']]),
    };
    expect(judge(channel('m0', 'm1', 'm2', 'm3'), [noted], thread)).toMatchObject({ wrong: 0 });
  });
});

describe('the judge of chaos, of discussions', () => {
  const stage = { id: '3', posts: channel('m0', 'm1', 'm2', 'm3'), opened: true };
  const other = { id: '4', posts: channel('m0'), opened: true };
  const aside = { id: '5', posts: [], opened: false };

  it('the judge of chaos finds nothing wrong where each discussion is that of a replay', () => {
    const clean = { posts: 4, repeats: 0, losses: 0, orderErrors: 0, wrong: 0, opened: 0 };
    expect(judgeAll([aside, stage], [entry], thread)).toEqual(clean);
  });

  it('the judge of chaos counts a discussion that nobody plays in, unless its replay ended before it knew', () => {
    expect(judgeAll([aside, stage, other], [entry], thread)).toMatchObject({ opened: 1, repeats: 0 });
    const stopped: Entry = { ...entry, state: { ...finished, next: 0, reason: 'stopped' }, stageChannelId: null };
    expect(judgeAll([aside, stage, other], [entry, stopped], thread)).toMatchObject({ opened: 0, losses: 0 });
    expect(judgeAll([stage], [entry, { ...entry, stageChannelId: '4' }], thread)).toMatchObject({
      opened: 0,
      wrong: 1,
    });
  });
});

describe('chance', () => {
  it('chance is the same for the same seed', () => {
    const shares = (seed: number) => {
      const random = new Random(seed);
      return Array.from({ length: 5 }, () => random.share());
    };
    expect(shares(7)).toEqual(shares(7));
    expect(shares(7)).not.toEqual(shares(8));
  });
});

describe('chaos', () => {
  it.for([
    ['a bot with a file', { store: 'sqlite' }],
    ['two bots with a server that crashes', { store: 'postgres', processes: 2, shards: 'same' }],
  ] as const)('chaos leaves a few replays of %s whole', { timeout: 300_000 }, async ([, cast], context) => {
    skipUnlessThere(cast.store === 'postgres' ? 'PostgreSQL' : 'SQLite', context);
    const folder = mkdtempSync(join(tmpdir(), 'reprise-chaos-'));
    const { faults, posts, kills, ...report } = await playBatch(7, 4, folder, cast);
    rmSync(folder, { recursive: true });
    expect(report).toMatchObject({
      runs: 4,
      repeats: 0,
      losses: 0,
      orderErrors: 0,
      wrong: 0,
      opened: 0,
      stuck: 0,
      problems: [],
    });
    expect(posts).toBeGreaterThan(10);
    expect(kills).toBeGreaterThan(0);
    expect(faults.size).toBeGreaterThan(0);
  });
});

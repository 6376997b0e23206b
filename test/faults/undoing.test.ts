/** What is left in a channel when a replay is undone, whatever happens meanwhile. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sentences } from '../../src/i18n/i18n.ts';
import type { Actor } from '../../src/sandbox/loopback/people/actor.ts';
import { textOf } from '../../src/sandbox/loopback/people/components.ts';
import { openStore } from '../../src/store/store.ts';
import { Audience } from '../support/audience.ts';
import { startTestBed, type TestBed } from '../support/testBed.ts';

/** The seed's posts. */
const POSTS = 8;

describe.each(['en', 'ja'] as const)('a channel that reads %s', (language) => {
  const words = sentences[language];
  let folder: string;
  let databasePath: string;
  let bed: TestBed;
  let audience: Audience;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
    databasePath = join(folder, 'reprise.sqlite');
    bed = await startTestBed({ databasePath, requestTimeout: 300 });
    audience = new Audience(bed, language);
  });

  afterEach(async () => {
    await bed[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  /** Lets somebody undo the latest replay; the message that tells them about it. */
  async function undo(person: Actor = audience.person): Promise<() => string> {
    const { message } = await person.slash('/thread undo');
    await person.click(message, words.undo.confirm);
    return () => {
      const seen = person.messages.find(({ id }) => id === message.id);
      return seen ? textOf(seen) : '';
    };
  }

  /** The same to its end; what they are told then. */
  async function undone(person?: Actor): Promise<string> {
    const told = await undo(person);
    await bed.passUntil(() => !/^(Undoing|取り消し処理中)/.test(told()));
    return told();
  }

  /** The posts that the bot remembers. */
  async function remembered(): Promise<number> {
    const store = await openStore(`sqlite:${databasePath}`);
    try {
      const replay = await store.replays.latestStartedIn(audience.server.id, audience.channel.id);
      return (await store.undos.postsOf(replay?.plan.id ?? '')).length;
    } finally {
      await store.close();
    }
  }

  /** A whole replay, with what others wrote before, meanwhile and after. */
  async function replayAmongOthers(): Promise<string[]> {
    const { channel, person } = audience;
    const say = (text: string) => channel.say(person.person, text).id;
    const others = [say('before')];
    await audience.start();
    await audience.reads(3);
    others.push(say('meanwhile'));
    await audience.sees(audience.words.finished);
    others.push(say('after'), audience.control.id);
    return others;
  }

  const left = () => audience.channel.messages.map(({ id }) => id).toSorted();

  it('a channel keeps everything but the posts of the replay that was undone', async () => {
    const others = await replayAmongOthers();
    expect(audience.channel.posts).toHaveLength(POSTS);
    expect(await undone()).toBe(words.undo.done(POSTS));
    expect(left()).toEqual(others.toSorted());
    await audience.sees(words.undo.done(POSTS));
    expect(await remembered()).toBe(0);
  });
});

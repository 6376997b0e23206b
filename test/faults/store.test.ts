/** What people notice of a database server that is away for a while. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sentences } from '../../src/i18n/i18n.ts';
import { textOf } from '../../src/sandbox/loopback/people/components.ts';
import { Audience } from '../support/audience.ts';
import { type SeverableLine, severableLine } from '../support/postgres/severableLine.ts';
import { postgresDatabase, skipUnlessThere, type TestDatabase } from '../support/stores.ts';
import { startTestBed, type TestBed } from '../support/testBed.ts';

describe.each(['en', 'ja'] as const)('a channel that reads %s', (language) => {
  let database: TestDatabase;
  let line: SeverableLine;
  let bed: TestBed;
  let audience: Audience;

  beforeEach(async (context) => {
    skipUnlessThere('PostgreSQL', context);
    database = await postgresDatabase();
    line = await severableLine(database.url as `postgres://${string}`);
    bed = await startTestBed({ databaseUrl: line.url });
    audience = new Audience(bed, language);
  });

  afterEach(async () => {
    await bed[Symbol.asyncDispose]();
    await line[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  it('a channel waits while the database is away, and reads on where it was', async () => {
    await audience.start({ pace: 'fast' });
    await audience.reads(3);
    line.sever();
    await bed.clock.advance(60_000);
    const before = audience.channel.posts.length;
    await bed.clock.advance(120_000);
    expect(audience.channel.posts).toHaveLength(before);
    line.mend();
    await audience.seesAllOnce();
  });

  it('a channel reads on though the database’s answers are lost again and again', async () => {
    await audience.start({ pace: 'instant' });
    let read = 0;
    await bed.passUntil(() => {
      if (audience.channel.posts.length > read) line.loseAnswerTo('commit');
      read = audience.channel.posts.length;
      return read >= 7;
    });
    await audience.seesAllOnce();
  });

  it('whoever asks for something while the database is away is told what is wrong', async () => {
    line.sever();
    const { person } = audience;
    for (const answer of [
      await person.slash('/thread replay', { thread: 'trainium' }),
      await person.slash('/thread pause'),
    ]) {
      const { 'store-failed': words } = sentences[language].problem;
      const [said] = words({ code: 'store-failed', reference: 'REFERENCE' }).split('REFERENCE');
      expect(textOf(answer.message)).toContain(said);
    }
    line.mend();
    await audience.start();
    await audience.seesAllOnce();
  });
});

import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConnectionLog } from '../../../src/discord/connection/connectionLog.ts';
import { FakeClock } from '../../support/fakeClock.ts';

describe('the log of connections', () => {
  let lines: string[];
  let clock: FakeClock;
  let log: ConnectionLog;

  beforeEach(() => {
    lines = [];
    clock = new FakeClock();
    log = new ConnectionLog(
      pino({ level: 'info', base: null, timestamp: false }, { write: (line) => lines.push(line) }),
      clock,
    );
  });

  const read = () => lines.map((line) => JSON.parse(line));

  it('says nothing of a shard that connects at once', () => {
    log.connected(0);
    expect(read()).toEqual([]);
  });

  it('says of a lost connection why, and when it is back', () => {
    log.connected(0);
    log.interrupted(0, 'close code 4000', 500);
    log.connected(0);
    expect(read()).toEqual([
      {
        level: 40,
        shard: 0,
        reason: 'close code 4000',
        nextTryInMs: 500,
        msg: 'connection to Discord lost: reconnecting',
      },
      { level: 30, shard: 0, msg: 'connected to Discord again' },
    ]);
  });

  it('speaks of no reconnecting before there ever was a connection', () => {
    log.interrupted(0, 'ECONNREFUSED', 500);
    log.connected(0);
    expect(read().map(({ msg }) => msg)).toEqual(['Discord cannot be reached: trying again', 'connected to Discord']);
  });

  it('says again that a connection stays lost, at intervals that grow to an hour', async () => {
    log.connected(0);
    for (let second = 0; second < 24 * 3_600; second += 1) {
      log.interrupted(0, 'ECONNREFUSED', 500);
      await clock.advance(1_000);
    }
    const times = read().map(({ forSeconds = 0 }) => forSeconds);
    expect(times.slice(0, 6)).toEqual([0, 5, 15, 35, 75, 155]);
    expect(Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? 0)))).toBe(3_600);
    expect(times.length).toBeLessThan(40);
  });

  it('tells shards apart', () => {
    log.interrupted(0, 'ECONNRESET', 500);
    log.interrupted(1, 'ECONNRESET', 500);
    log.connected(1);
    expect(read().map(({ shard, msg }) => `${shard}: ${msg}`)).toEqual([
      '0: Discord cannot be reached: trying again',
      '1: Discord cannot be reached: trying again',
      '1: connected to Discord',
    ]);
  });

  it('has a line for a packet that was skipped', () => {
    log.oddPacket(2, new TypeError('no such field'));
    expect(read()).toMatchObject([{ level: 50, shard: 2, err: { message: 'no such field' } }]);
  });
});

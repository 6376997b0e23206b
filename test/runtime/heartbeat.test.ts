import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { startHeartbeat } from '../../src/runtime/heartbeat.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { folderOf } from '../support/folder.ts';

const silent = pino({ level: 'silent' });

describe('the heartbeat', () => {
  it('the heartbeat is written at once, every 15 seconds, and no more when the bot stops', async () => {
    const clock = new FakeClock();
    const file = folderOf({ 'keep.txt': '' })('heartbeat');
    const heartbeat = startHeartbeat({ file, clock, log: silent });
    const began = clock.now();
    const written = () => Date.parse(readFileSync(file, 'utf8').trim()) - began;
    expect(written()).toBe(0);
    await clock.advance(14_999);
    expect(written()).toBe(0);
    await clock.advance(1);
    expect(written()).toBe(15_000);
    heartbeat[Symbol.dispose]();
    await clock.advance(60_000);
    expect(written()).toBe(15_000);
  });

  it('a heartbeat that cannot be written is told in the log, and tried again', async () => {
    const clock = new FakeClock();
    const lines: string[] = [];
    const log = pino({ base: null }, { write: (line) => lines.push(line) });
    using _ = startHeartbeat({ file: folderOf({ 'keep.txt': '' })('nowhere/heartbeat'), clock, log });
    await clock.advance(15_000);
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(Array(2).fill(expect.stringMatching(/HEARTBEAT_FILE/)));
  });
});

import { describe, expect, it } from 'vitest';
import { Turns } from '../../src/runtime/turns.ts';

/** Something that is done when the test says so. */
function task(log: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const act = async () => {
    log.push(`${name} begins`);
    await promise;
    log.push(`${name} is done`);
    return name;
  };
  return { act, finish: resolve, fail: reject };
}

describe('Turns', () => {
  it('what concerns the same thing is done one after the other, in the order it was asked for', async () => {
    const log: string[] = [];
    const turns = new Turns();
    const [one, two] = [task(log, 'one'), task(log, 'two')];
    const all = [turns.take('a', one.act), turns.take('a', two.act)];
    two.finish();
    await Promise.resolve();
    one.finish();
    expect(await Promise.all(all)).toEqual(['one', 'two']);
    expect(log).toEqual(['one begins', 'one is done', 'two begins', 'two is done']);
  });

  it('what concerns something else does not wait', async () => {
    const log: string[] = [];
    const turns = new Turns();
    const [one, other] = [task(log, 'one'), task(log, 'other')];
    const waiting = turns.take('a', one.act);
    other.finish();
    expect(await turns.take('b', other.act)).toBe('other');
    one.finish();
    expect(await waiting).toBe('one');
  });

  it('a failure reaches whoever asked, and holds up nobody', async () => {
    const log: string[] = [];
    const turns = new Turns();
    const [one, two] = [task(log, 'one'), task(log, 'two')];
    const failing = turns.take('a', one.act);
    const next = turns.take('a', two.act);
    one.fail(new Error('No tea left.'));
    two.finish();
    await expect(failing).rejects.toThrow('No tea left.');
    expect(await next).toBe('two');
  });

  it('it is over when everything asked for so far is done or has failed', async () => {
    const log: string[] = [];
    const turns = new Turns();
    const [one, two] = [task(log, 'one'), task(log, 'two')];
    const failing = turns.take('a', one.act);
    const next = turns.take('b', two.act);
    const over = turns.over().then(() => log.push('over'));
    one.fail(new Error('No tea left.'));
    await expect(failing).rejects.toThrow();
    expect(log).not.toContain('over');
    two.finish();
    await Promise.all([over, next]);
    expect(log.at(-1)).toBe('over');
  });
});

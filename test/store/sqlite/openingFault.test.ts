import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { openingFault } from '../../../src/store/sqlite/openingFault.ts';

const sqlite = (errcode: number) => Object.assign(new Error('SQLite'), { code: 'ERR_SQLITE_ERROR', errcode });
const system = (code: string) => Object.assign(new Error('system'), { code });

describe('why a database cannot be opened', () => {
  it.each([
    ['locked', sqlite(5)],
    ['locked', sqlite(261)],
    ['read-only', sqlite(8)],
    ['read-only', sqlite(1_032)],
    ['read-only', sqlite(14)],
    ['full', sqlite(13)],
    ['not-a-database', sqlite(26)],
    ['not-a-database', sqlite(11)],
    ['other', sqlite(10)],
    ['full', system('ENOSPC')],
    ['read-only', system('EACCES')],
    ['no-folder', system('ENOENT')],
    ['no-folder', system('ENOTDIR')],
    ['other', new Error('something')],
    ['other', 'no error at all'],
    ['full', new Error('wrapped', { cause: sqlite(13) })],
  ])('is told from the error: %s', (fault, error) => {
    expect(openingFault(error, 'reprise.sqlite').fault).toBe(fault);
  });

  it('is told in the words of whatever was thrown first', () => {
    const wrapped = new Error('the store failed', { cause: sqlite(13) });
    expect(openingFault(wrapped, 'reprise.sqlite')).toEqual({ fault: 'full', reason: 'SQLite' });
  });

  it('is told from the path where that is a folder, or lies in none', () => {
    expect(openingFault(sqlite(14), tmpdir()).fault).toBe('folder');
    expect(openingFault(sqlite(14), 'package.json/x.sqlite').fault).toBe('no-folder');
    expect(openingFault(sqlite(10), ':memory:').fault).toBe('other');
  });
});

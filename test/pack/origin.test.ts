import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentPack, originOf } from '../../src/pack/origin.ts';
import { folderOf } from '../support/folder.ts';

const SOURCES = { 'src/main.ts': 'begin();', 'src/a/空.ts': 'export const a = 1;', 'package-lock.json': '{}' };

const bytes = (text: string) => new TextEncoder().encode(text);
const origin = (files: Record<string, string>) =>
  originOf(new Map(Object.entries(files).map(([path, text]) => [path, bytes(text)])));

/** A project's folder with a pack that was made of some files, and what is in it besides. */
const project = (madeOf: Record<string, string>, files: Record<string, string> = madeOf) =>
  folderOf({ ...files, 'dist/main.js': '', 'dist/made-of.txt': origin(madeOf) });

describe('a pack', () => {
  it('a pack is current while every file that it was made of has the contents it had', () => {
    const folder = project(SOURCES);
    expect(currentPack(folder())).toBe(pathToFileURL(folder('dist/main.js')).href);
  });

  it('a pack is current whatever else there is, and whenever files were written', () => {
    const folder = project(SOURCES, { ...SOURCES, 'src/other.ts': 'nothing of it' });
    writeFileSync(folder('src/main.ts'), SOURCES['src/main.ts']);
    expect(currentPack(folder())).toBeDefined();
  });

  it.each(Object.keys(SOURCES))('a pack is not current once %s is another one, or gone', (path) => {
    const folder = project(SOURCES);
    writeFileSync(folder(path), `${SOURCES['src/main.ts']} `);
    expect(currentPack(folder())).toBeUndefined();
    rmSync(folder(path));
    expect(currentPack(folder())).toBeUndefined();
  });

  it('there is no current pack where none was made, or only a part of it', () => {
    expect(currentPack(folderOf(SOURCES)())).toBeUndefined();
    const part = origin(SOURCES).slice(0, -20);
    expect(currentPack(folderOf({ ...SOURCES, 'dist/made-of.txt': part })())).toBeUndefined();
    expect(currentPack(folderOf({ ...SOURCES, 'dist/made-of.txt': '' })())).toBeUndefined();
  });

  it('a file that cannot be read is no file that is gone', () => {
    const folder = project(SOURCES);
    rmSync(folder('src/main.ts'));
    mkdirSync(join(folder('src/main.ts')));
    expect(() => currentPack(folder())).toThrow('EISDIR');
  });
});

describe('what a pack was made of', () => {
  const files = fc.dictionary(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string({ unit: 'grapheme' }));

  it('other paths or contents never make the same digest, however they run together', () => {
    fc.assert(
      fc.property(files, files, (one, other) => {
        const isSame = JSON.stringify(Object.entries(one)) === JSON.stringify(Object.entries(other));
        expect(origin(one).slice(0, 64) === origin(other).slice(0, 64)).toBe(isSame);
      }),
    );
    expect(origin({ a: 'bc' })).not.toBe(origin({ ab: 'c' }));
    expect(origin({ a: '' })).not.toBe(originOf(new Map([['a', undefined]])));
  });
});

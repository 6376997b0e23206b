import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sourceStack } from '../../src/runtime/sourceStack.ts';
import { folderOf } from '../support/folder.ts';

/**
 * Of a packed file with one line, `a();b();p();`: `a();` is line 3, column 5 of `src/a.ts`, `b();` line 1, column 1 of
 * `src/b.ts`, and `p();` comes from a package.
 */
const MAP = { version: 3, sources: ['../src/a.ts', '../src/b.ts'], names: [], mappings: 'AAEI,ICFJ,I;' };

describe('a stack trace of the packed program', () => {
  it('a stack trace names the places in the sources, and leaves those of packages as they are', () => {
    const folder = folderOf({ 'dist/main.js': '', 'dist/main.js.map': JSON.stringify(MAP) });
    const file = pathToFileURL(folder('dist/main.js')).href;
    const source = (path: string) => pathToFileURL(folder(path)).href;
    const stack = [
      'TypeError: no such thing',
      `    at begin (${file}:1:1)`,
      `    at async ${file}:1:6`,
      `    at Client.emit (${file}:1:10)`,
      '    at node:events:508:28',
    ];
    expect(sourceStack(stack.join('\n')).split('\n')).toEqual([
      'TypeError: no such thing',
      `    at begin (${source('src/a.ts')}:3:5)`,
      `    at async ${source('src/b.ts')}:1:1`,
      `    at Client.emit (${file}:1:10)`,
      '    at node:events:508:28',
    ]);
  });

  it.each([
    ['is not there', {}],
    ['was cut off', { 'dist/main.js.map': JSON.stringify(MAP).slice(0, 30) }],
    ['is of another kind', { 'dist/main.js.map': JSON.stringify({ ...MAP, version: 4 }) }],
    ['is no text of such maps', { 'dist/main.js.map': JSON.stringify({ ...MAP, mappings: '!\0,AAAA' }) }],
    ['names no file', { 'dist/main.js.map': JSON.stringify({ ...MAP, sources: ['http://['] }) }],
  ])('a stack trace stays as it is where the map of its file %s', (_, files) => {
    const folder = folderOf({ 'dist/main.js': '', ...files });
    const stack = `Error\n    at begin (${pathToFileURL(folder('dist/main.js')).href}:1:1)`;
    expect(sourceStack(stack)).toBe(stack);
  });

  it('a stack trace of sources, and of files without a map, stays as it is', () => {
    const stack = `Error\n    at begin (${pathToFileURL('src/main.ts').href}:3:5)\n    at file:///nowhere/main.js:1:1`;
    expect(sourceStack(stack)).toBe(stack);
  });
});

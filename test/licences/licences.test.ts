import { readFileSync } from 'node:fs';
import lorelei from '@dicebear/styles/lorelei.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { countLicences, isAllowed, Lock, lockedPackages } from './licences.ts';

const packages = lockedPackages(Lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8'))));

function stated(licence: string | undefined, name = 'some-package') {
  return { name, licence, isForDevelopment: false };
}

describe('licences', () => {
  it('every package that is locked may be used, whatever platform it is for', () => {
    expect(packages.length).toBeGreaterThan(200);
    expect(packages.filter((one) => !isAllowed(one))).toEqual([]);
  });

  it('the faces are drawn in a style that belongs to everybody', () => {
    expect(lorelei.meta.license.name).toBe('CC0 1.0');
    expect(lorelei.meta.creator.name).toBe('Lisa Wischofsky');
    expect(readFileSync('src/discord/stage/faceDrawing.ts', 'utf8').match(/@dicebear\/styles\/\w+/g)).toEqual([
      '@dicebear/styles/lorelei',
    ]);
  });

  it.each([
    ['MIT', true],
    ['MIT OR GPL-3.0-only', true],
    ['(GPL-3.0-only OR MIT)', true],
    ['MIT AND GPL-3.0-only', false],
    ['GPL-3.0-only', false],
    ['UNLICENSED', false],
    ['SEE LICENSE IN LICENSE.md', false],
    [undefined, false],
  ])('a package under %s may be used: %s', (licence, expected) => {
    expect(isAllowed(stated(licence))).toBe(expected);
  });

  it('what has been read of one package holds for that package alone', () => {
    expect(isAllowed(stated('Apache License', 'discord-markdown-parser'))).toBe(true);
    expect(isAllowed(stated('Apache License'))).toBe(false);
  });

  it('a build for another platform is under the licence of the package that brings it', () => {
    const lock: Lock = {
      packages: {
        '': {},
        'node_modules/a': { license: 'MIT', optionalDependencies: { '@a/windows': '1.0.0' } },
        'node_modules/b/node_modules/@a/windows': { dev: true },
        'node_modules/stray': {},
      },
    };
    expect(lockedPackages(lock)).toEqual([
      { name: 'a', licence: 'MIT', isForDevelopment: false },
      { name: '@a/windows', licence: 'MIT', isForDevelopment: true },
      { name: 'stray', licence: undefined, isForDevelopment: false },
    ]);
  });

  it('packages are counted by licence, with those that are shipped', () => {
    const some = [stated('ISC'), stated('MIT'), { ...stated('MIT'), isForDevelopment: true }];
    expect(countLicences(some)).toEqual([
      { licence: 'MIT', all: 2, shipped: 1 },
      { licence: 'ISC', all: 1, shipped: 1 },
    ]);
  });
});

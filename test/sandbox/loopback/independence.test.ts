import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const LOOPBACK = 'src/sandbox/loopback/';

const files = globSync(`${LOOPBACK}**/*.ts`);

/** What a file imports from within this repository, as paths from its root; packages are not named with a dot. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, target = '']) => join(dirname(file), target));
}

describe('the loopback Discord', () => {
  it('the loopback Discord imports nothing of the bot that it plays Discord for, nor of the page and the program around it', () => {
    const imports = files.flatMap((file) => importsOf(file).map((imported) => ({ file, imported })));
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.filter(({ imported }) => !imported.startsWith(LOOPBACK))).toEqual([]);
  });

  it('the loopback Discord does not know the name of that bot', () => {
    expect(files.filter((file) => /reprise/i.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pourTea } from './example.ts';

const README = readFileSync('src/sandbox/loopback/README.md', 'utf8');

describe('the README of the loopback Discord', () => {
  it('the example in the README of the loopback Discord works as it stands there', async () => {
    const example = readFileSync('test/sandbox/loopback/example.ts', 'utf8');
    const [, ...code] = example.split('\n');
    expect(README).toContain(code.join('\n'));
    expect(await pourTea()).toEqual(['A cup of sencha', 'Gone']);
  });

  it('the README of the loopback Discord names every kind of fault there is', () => {
    const [, source = ''] = readFileSync('src/sandbox/loopback/faults/faults.ts', 'utf8').split(
      'class FaultDeclaration',
    );
    const declared = [...source.matchAll(/^ {2}(\w+)\([^)]*\): (?:void|this) \{$/gm)].map(([, name]) => name);
    expect(declared.length).toBeGreaterThan(12);
    for (const name of declared) expect(README).toContain(`\`${name}`);
  });
});

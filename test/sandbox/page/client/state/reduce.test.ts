import { describe, expect, it } from 'vitest';
import { beginCommand, emptyLine } from '../../../../../src/sandbox/page/client/state/composer.ts';
import { following, seen } from '../../../../support/pageState.ts';

describe('a sent command', () => {
  const command = { path: 'tea', title: 'tea', description: '', options: [] };

  it('a sent command leaves the composer empty and can be recalled', () => {
    const sent = following(seen, { kind: 'sent', line: beginCommand(command) });
    expect(sent.composer).toEqual(emptyLine);
    expect(following(sent, { kind: 'recall' }).composer).toMatchObject({ kind: 'command', command });
  });

  it('a sent command cannot be recalled when there was none', () => {
    expect(following(seen, { kind: 'recall' }).composer).toEqual(emptyLine);
  });
});

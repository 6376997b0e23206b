import { describe, expect, it } from 'vitest';
import { nodeOf, nodesIn } from '../../../../src/sandbox/loopback/conformance/node.ts';

describe('a part of a body that nobody has checked', () => {
  it.each([undefined, null, 7, 'text', true])('a part that is no object has no fields: %s', (value) => {
    expect(nodeOf(value)).toEqual({});
  });

  it('a part that is an object has its own', () => {
    expect(nodeOf({ type: 2, label: 'Stop' }).label).toBe('Stop');
  });

  it('a list has a part for each item, and what is no list has none', () => {
    expect(nodesIn([{ type: 1 }, 'text', null])).toEqual([{ type: 1 }, {}, {}]);
    expect(nodesIn({ length: 1 })).toEqual([]);
    expect(nodesIn(undefined)).toEqual([]);
  });
});

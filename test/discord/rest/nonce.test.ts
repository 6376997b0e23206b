import { expect, it } from 'vitest';
import { onceAs } from '../../../src/discord/rest/nonce.ts';

it('a message is known by what it is about, in no more characters than Discord takes', () => {
  const one = onceAs('control 1575540234931617795-ab12cd');
  expect(one).toEqual(onceAs('control 1575540234931617795-ab12cd'));
  expect(one.enforce_nonce).toBe(true);
  expect(one.nonce).toHaveLength(25);
  expect(one.nonce).not.toBe(onceAs('control 1575540234931617795-ab12ce').nonce);
});

import { expect, it } from 'vitest';
import { z } from 'zod';
import { readJson } from '../../src/store/readJson.ts';

it('what is stored as JSON is read where it is what it should be, and nothing else', () => {
  const schema = z.object({ tea: z.string() });
  expect(readJson(schema, '{"tea":"green"}')).toEqual({ tea: 'green' });
  for (const text of ['{', '', '7', '{"tea":7}', 'null']) expect(readJson(schema, text)).toBeUndefined();
});

import { expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';

it('faces are kept by application and design, and the newest counts', async () => {
  const { faces } = await openStore('sqlite::memory:');
  await faces.set('app', 'bob', 1, 'emoji');
  await faces.set('app', 'bob', 1, 'newer');
  expect(await faces.all('app', 1)).toEqual(new Map([['bob', 'newer']]));
  expect(await faces.all('app', 2)).toEqual(new Map());
  expect(await faces.all('other', 1)).toEqual(new Map());
});

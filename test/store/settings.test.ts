import { expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';

it('what a server chose is kept, apart from the others, until it is reset', async () => {
  const { settings } = await openStore('sqlite::memory:');
  await settings.set('one', { language: 'ja' });
  await settings.set('one', { pace: 'slow' });
  await settings.set('one', { translate: false });
  expect(await settings.get('one')).toEqual({ language: 'ja', pace: 'slow', translate: false });
  expect(await settings.get('another')).toEqual({});
  await settings.reset('one');
  expect(await settings.get('one')).toEqual({});
});

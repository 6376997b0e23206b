import { expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { describeOnStores } from '../support/stores.ts';

describeOnStores('the settings of servers', (makeDatabase) => {
  it('what a server chose is kept, apart from the others, until it is reset', async () => {
    await using database = await makeDatabase();
    const { settings, close } = await openStore(database.url);
    await settings.set('one', { language: 'ja' });
    await settings.set('one', { pace: 'slow' });
    await settings.set('one', { translate: false });
    expect(await settings.get('one')).toEqual({ language: 'ja', pace: 'slow', translate: false });
    expect(await settings.get('another')).toEqual({});
    await settings.reset('one');
    expect(await settings.get('one')).toEqual({});
    await close();
  });

  it('two choices that are made at once are both kept', async () => {
    await using database = await makeDatabase();
    const { settings, close } = await openStore(database.url);
    for (let round = 0; round < 10; round += 1) {
      const server = `server ${round}`;
      await Promise.all([settings.set(server, { language: 'ja' }), settings.set(server, { pace: 'slow' })]);
      expect(await settings.get(server)).toEqual({ language: 'ja', pace: 'slow' });
    }
    await close();
  });
});

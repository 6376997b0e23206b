import { expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { describeOnStores } from '../support/stores.ts';

describeOnStores('the store of faces', (makeDatabase) => {
  it('faces are kept by application and design, and the newest emoji counts', async () => {
    await using database = await makeDatabase();
    const { faces, close } = await openStore(database.url);
    await faces.set('app', 2, 1_023, 'emoji');
    await faces.set('app', 2, 1_023, 'newer');
    expect(await faces.all('app', 2)).toEqual(new Map([[1_023, 'newer']]));
    expect(await faces.all('app', 3)).toEqual(new Map());
    expect(await faces.all('other', 2)).toEqual(new Map());
    await close();
  });
});

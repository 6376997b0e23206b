import { expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { describeOnStores } from '../support/stores.ts';

describeOnStores('the store of commands', (makeDatabase) => {
  it('what was told of commands is kept by application, and the newest counts', async () => {
    await using database = await makeDatabase();
    const { commands, close } = await openStore(database.url);
    expect(await commands.told('app')).toBeUndefined();
    await commands.setTold('app', { digest: 'one', commands: [{ id: '1', name: 'tea', version: '1' }] });
    await commands.setTold('app', { digest: 'two', commands: [{ id: '1', name: 'tea', version: '2' }] });
    await commands.setTold('other', { digest: 'three', commands: [{ id: '2', name: 'tea', version: '1' }] });
    expect(await commands.told('app')).toEqual({ digest: 'two', commands: [{ id: '1', name: 'tea', version: '2' }] });
    await close();
  });
});

import { chmodSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isOpenToOthers } from '../../src/doctor/openFile.ts';
import { folderOf } from '../support/folder.ts';

describe.skipIf(process.platform === 'win32')('whether others can read a file', () => {
  it.each([
    ['everybody may read it, in folders that everybody may enter', 0o755, 0o644, true],
    ['only its owner and group may read it', 0o755, 0o640, false],
    ['a folder above its own is closed to others', 0o700, 0o644, false],
  ])(
    'whether others can read a file follows from its rights and those of the folders above: %s',
    (_, ofFolder, ofFile, expected) => {
      const path = folderOf({ 'data/bot/reprise.sqlite': '' });
      chmodSync(path(), 0o755);
      chmodSync(path('data/bot'), 0o755);
      chmodSync(path('data'), ofFolder);
      chmodSync(path('data/bot/reprise.sqlite'), ofFile);
      expect(isOpenToOthers(path('data/bot/reprise.sqlite'))).toBe(expected);
    },
  );
});

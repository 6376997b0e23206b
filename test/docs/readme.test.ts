import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { INVITED_PERMISSIONS, permissionLabel } from '../../src/replay/permission.ts';
import { parseThread } from '../../src/thread/parse.ts';
import { commandTable } from '../support/commandTable.ts';
import { configurationTable, defaultOf, variableNames } from '../support/configurationTable.ts';
import { pageShape } from '../support/pageShape.ts';
import { readmes } from '../support/readmes.ts';

const read = (path: string) => readFileSync(path, 'utf8');
const english = read('README.md');
const japanese = read('README.ja.md');

/** What stands in both languages: a page without its part on development, whose tables are in English alone. */
function sharedPart(page: string): string {
  return page.split(/^## (?:Develop|開発)$/m)[0] ?? '';
}

describe('README.md and README.ja.md', () => {
  it('the two READMEs have the same headings, tables, lists, commands, pictures and links, in the same order', () => {
    expect(pageShape(sharedPart(japanese))).toEqual(pageShape(sharedPart(english)));
  });

  it.each(readmes)('the table of commands is the one that `npm run readme` writes (%s)', (language, file) => {
    expect(read(file)).toContain(commandTable(language));
  });

  it.each(readmes)('the table of variables is the one that `npm run readme` writes (%s)', (language, file) => {
    expect(read(file)).toContain(configurationTable(language));
  });

  it.each(readmes)('the thread that is shown is read without a word (%s)', (_, file) => {
    const [, source = ''] = /^```thread\n([\s\S]*?)^```/m.exec(read(file)) ?? [];
    const result = parseThread(Buffer.from(source));
    expect(result).toMatchObject({ ok: true, diagnostics: [] });
    expect(result.ok && result.thread.comments).toHaveLength(2);
  });

  it.each(readmes)(
    'every permission that the invite link asks for is named, and how many they are (%s)',
    (language, file) => {
      const labels = INVITED_PERMISSIONS.map((name) => permissionLabel(name, language));
      const text = read(file).replace(/\s+/g, ' ');
      expect(labels.filter((label) => !text.includes(label))).toEqual([]);
      expect(labels).toHaveLength(6);
      expect(text).toMatch(/asks for these six|この6つは/);
    },
  );

  it('the table of dependencies has every package that is installed by name, and no other', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json'));
    const [, table = ''] = /^\| dependency \|.*\n([\s\S]*?)\n\n/m.exec(english) ?? [];
    const named = [...table.matchAll(/^\| (.+?) \|/gm)].flatMap(([, cell = '']) =>
      cell
        .replace('(development)', '')
        .split(',')
        .map((name) => name.trim()),
    );
    expect(named.filter((name) => !name.startsWith('---')).toSorted()).toEqual(
      [...Object.keys(dependencies), ...Object.keys(devDependencies)].toSorted(),
    );
  });

  it('the table of folders has every folder of the source', () => {
    const [, table = ''] = /^\| folder \|.*\n([\s\S]*?)\n\n/m.exec(english) ?? [];
    for (const folder of ['app', 'thread', 'store', 'doctor', 'runtime', 'i18n', 'sandbox', 'export', 'library']) {
      expect(table).toContain(`\`src/${folder}/\``);
    }
  });
});

describe('.env.example', () => {
  const example = read('.env.example');

  it.each(variableNames())('the example of an .env names the variable with its default: %s', (name) => {
    const [, shown] = new RegExp(`^#?${name}=(.*)$`, 'm').exec(example) ?? [];
    expect(shown).toBe(name === 'LOG_LEVEL' ? 'info' : (defaultOf(name) ?? ''));
  });
});

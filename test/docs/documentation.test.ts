import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../support/folder.ts';
import { pageShape } from '../support/pageShape.ts';

const read = (path: string) => readFileSync(path, 'utf8');

const pages = globSync(['*.md', 'docs/**/*.md', 'src/**/*.md', 'test/**/*.md', '.github/**/*.md']);
const automation = ['.ci/run', ...globSync('.github/workflows/*.yml'), '.github/renovate.json'];

/** A page without what stands in it as an example. */
const withoutCode = (text: string) => text.replace(/^```[\s\S]*?^```$/gm, '').replace(/(`+)[^`][\s\S]*?\1/g, '');

describe('what is written about the project', () => {
  it('the documentation names only npm scripts that there are', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const named = [...pages, ...automation].flatMap((file) =>
      [...read(file).matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => ({ file, script })),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(({ script }) => !Object.hasOwn(scripts, script))).toEqual([]);
  });

  it('the documentation leads, within the project, only to files that are there', () => {
    const links = pages.flatMap((page) =>
      [...withoutCode(read(page)).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => ({
        page,
        target,
      })),
    );
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter(({ page, target }) => !existsSync(join(dirname(page), target)))).toEqual([]);
  });
});

describe('the hosting pages', () => {
  const [english, japanese] = [read('docs/hosting.md'), read('docs/hosting.ja.md')];

  it('the hosting page has the same parts in both languages', () => {
    expect(pageShape(japanese)).toEqual(pageShape(english));
  });

  it.each([english, japanese])('every message that a hosting page explains is one that the program logs', (page) => {
    const [, table = ''] = /^\| `msg` \|.*\n([\s\S]*)/m.exec(page) ?? [];
    const messages = [...table.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`"]{6,})`/g)].map(([, message = '']) => message.replaceAll('…', '').trim()),
    );
    const sources = globSync('src/**/*.ts').map(read).join('\n');
    expect(messages.length).toBeGreaterThan(6);
    expect(messages.filter((message) => !sources.includes(message))).toEqual([]);
  });
});

describe('the notes of a release', () => {
  const [, command = ''] = /(awk [^\n]+) > notes\.md/.exec(read('.github/workflows/release.yml')) ?? [];

  it('the notes of a release are what the changelog says of that version, and nothing of another', () => {
    const changelog =
      '# Changelog\n\n## 0.10.0 · 2027\n- Ten.\n\n## 0.1.0 · 2026\n### Added\n- One.\n\n## 0.0.1\n- Old.\n';
    const folder = folderOf({ 'CHANGELOG.md': changelog });
    const notes = execFileSync('bash', ['-c', command], {
      cwd: folder(),
      encoding: 'utf8',
      env: { ...process.env, GITHUB_REF_NAME: 'v0.1.0' },
    });
    expect(notes).toBe('### Added\n- One.\n\n');
  });
});

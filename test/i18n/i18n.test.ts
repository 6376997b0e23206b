import { describe, expect, it } from 'vitest';
import { sentences } from '../../src/i18n/i18n.ts';
import { slashCommands } from '../../src/sandbox/page/client/state/commands.ts';
import { startTestBed } from '../support/testBed.ts';

const KANA_OR_KANJI = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Arguments that every sentence which is a function can be asked with. */
const everything = {
  asked: 'x',
  nearest: [
    { id: 'y', name: 'y' },
    { id: 'z', name: 'z' },
  ],
  from: 9,
  last: 7,
  persona: 'Bob',
  by: { plan: { serverId: '1', channelId: '2', controlChannelId: '2' }, controlMessageId: '3' },
  replay: { plan: { serverId: '1', channelId: '2', controlChannelId: '2' }, controlMessageId: '3' },
  control: 'pause',
  state: 'paused',
  permissions: ['ManageWebhooks'],
  permission: 'ManageWebhooks',
  channelId: '1',
  code: 50_035,
  reference: 'abc',
  seconds: 9,
  limit: 9,
  until: 9_000,
  why: 'too-large',
  has: 'en',
  startedIn: '1',
  obstacle: { kind: 'unreachable' },
  title: { en: 'x', ja: 'x' },
  pace: 'slow',
  name: 'x.txt',
  most: { threads: 9, comments: 9, characters: 9 },
  place: 'channel',
  category: 'AI',
  replays: [],
  threads: 9,
  comments: 9,
  characters: 9,
};

/** A value of each setting. */
const settingValues: Record<string, unknown> = {
  ...{ language: 'en', pace: 'fast', notify: 'first', translate: true },
  quiet: 'off',
};

/** All sentences of a language by path, functions asked for one. */
function worded(node: unknown, about = everything, path = ''): [string, string][] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node === 'function') {
    const takesEverything = /problem|paused|hindrance|obstacles/.test(path);
    const [, setting] = /settings\.each\.(\w+)/.exec(path) ?? [];
    if (setting !== undefined) return [[path, String(node(settingValues[setting]))]];
    const takesMany = path.includes('nearest');
    if (path.endsWith('.passedOver')) return [[path, String(node([{ comment: 3, isRest: true }]))]];
    if (path.endsWith('.onTheWall')) return [[path, String(node(0, 'UTC'))]];
    if (path.endsWith('.days')) return [[path, String(node(['mon', 'wed']))]];
    return [[path, String(takesEverything ? node(about, '1') : node(takesMany ? ['3', '4'] : '3', '4'))]];
  }
  return Object.entries(Object(node)).flatMap(([key, value]) => worded(value, about, `${path}.${key}`));
}

/** The commands that the sentences of a language name, also where nothing comes near what was asked. */
function commandsNamed(language: 'en' | 'ja'): string[] {
  const all = [...worded(sentences[language]), ...worded(sentences[language], { ...everything, nearest: [] })];
  return all.flatMap(([, sentence]) => [...sentence.matchAll(/`(\/[^`]*)`/g)].map(([, command = '']) => command));
}

describe('the sentences', () => {
  it('the sentences of both languages are the same set, none of them empty', () => {
    const [en, ja] = [worded(sentences.en), worded(sentences.ja)];
    expect(ja.map(([path]) => path).sort()).toEqual(en.map(([path]) => path).sort());
    for (const [path, sentence] of [...en, ...ja]) expect(sentence.trim(), path).not.toBe('');
  });

  it('the sentences are in their own language', () => {
    for (const [path, sentence] of worded(sentences.en)) expect(sentence, path).not.toMatch(KANA_OR_KANJI);
    const foreign = worded(sentences.ja).filter(([, sentence]) => !KANA_OR_KANJI.test(sentence));
    expect(foreign.map(([path]) => path)).toEqual(
      ['.search.words', '.control.onlyPersona', '.schedule.when', '.schedule.where.here'].filter((path) =>
        foreign.some(([p]) => p === path),
      ),
    );
  });

  it.each([
    ['en', '/thread replay'],
    ['ja', '/スレッド 再生'],
  ] as const)('the sentences name commands as a client in their language shows them: %s', async (language, one) => {
    await using bed = await startTestBed();
    const shown = slashCommands(bed.discord.world.commands, language).map(({ title }) => `/${title}`);
    const named = commandsNamed(language);
    expect(named).toContain(one);
    expect(named.filter((command) => !shown.includes(command))).toEqual([]);
  });
});

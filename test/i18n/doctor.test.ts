import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/doctor/finding.ts';
import { doctorTexts, findingText } from '../../src/i18n/doctor.ts';

const KANA_OR_KANJI = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** One of each kind, so that a new kind does not compile until it is here. */
const examples: { [Kind in Finding['kind']]: Extract<Finding, { kind: Kind }> } = {
  node: { kind: 'node', version: '24.1.0' },
  'env-file': { kind: 'env-file', path: '/app/.env' },
  'no-env-file': { kind: 'no-env-file', path: '/app/.env' },
  variables: { kind: 'variables' },
  startup: { kind: 'startup', problem: { kind: 'token-refused' } },
  'no-token': { kind: 'no-token' },
  discord: { kind: 'discord', address: 'https://x.example' },
  clock: { kind: 'clock', lead: 300 },
  'clock-off': { kind: 'clock-off', lead: 12_340 },
  'clock-wrong': { kind: 'clock-wrong', lead: -3_600_000 },
  identity: { kind: 'identity', name: 'Reprise', applicationId: '1234', invite: 'https://discord.com/x?y=1' },
  gateway: { kind: 'gateway', address: 'wss://x.example', remaining: 998 },
  'gateway-silent': { kind: 'gateway-silent', address: 'wss://x.example', reason: 'ECONNREFUSED' },
  store: { kind: 'store', place: '/db', pending: 0 },
  'store-to-be-made': { kind: 'store-to-be-made', place: '/db' },
  'store-in-memory': { kind: 'store-in-memory' },
  disk: { kind: 'disk', free: 5e9 },
  'http-free': { kind: 'http-free', host: '127.0.0.1', port: 9_464 },
  'http-served': { kind: 'http-served', host: '127.0.0.1', port: 9_464 },
  'disk-low': { kind: 'disk-low', free: 5e6 },
  threads: { kind: 'threads', folder: '/threads', threads: 4 },
  'threads-left-out': { kind: 'threads-left-out', folder: '/threads', files: ['a.txt', 'b.txt'], all: 6 },
  'no-threads': { kind: 'no-threads', folder: '/threads' },
  'files-private': { kind: 'files-private', files: ['/app/.env'] },
  'files-exposed': { kind: 'files-exposed', files: ['/app/.env', '/db'] },
  skipped: { kind: 'skipped', check: 'store' },
};

const said = (finding: Finding) => ({
  en: findingText(doctorTexts.en, finding),
  ja: findingText(doctorTexts.ja, finding),
});

describe('what the doctor says', () => {
  it.each(Object.values(examples))(
    'a finding of the doctor is one line in each language, with its facts: $kind',
    (finding) => {
      const { en, ja } = said(finding);
      expect(en).not.toMatch(KANA_OR_KANJI);
      expect(ja).toMatch(KANA_OR_KANJI);
      const facts = Object.entries(finding).filter(
        ([key]) => !['kind', 'lead', 'free', 'pending', 'problem', 'check'].includes(key),
      );
      for (const text of [en, ja]) {
        expect(text).not.toMatch(/undefined|\[object|\bNaN\b|\n/);
        for (const [, fact] of facts) for (const one of [fact].flat()) expect(text).toContain(String(one));
      }
    },
  );

  it('the distance of the clocks and its direction are said in seconds', () => {
    expect(said(examples['clock-off']).en).toContain('12.3 s ahead of Discord’s');
    expect(said(examples['clock-off']).ja).toContain('12.3秒進んでいます');
    expect(said(examples['clock-wrong']).en).toContain('3,600 s behind Discord’s');
    expect(said(examples['clock-wrong']).ja).toContain('3,600秒遅れています');
  });

  it('free space is said in megabytes or gigabytes', () => {
    expect(said(examples.disk).en).toContain('5 GB');
    expect(said(examples['disk-low']).ja).toContain('5 MB');
  });

  it('an update of the tables to come is announced, with how to go back', () => {
    const { en, ja } = said({ ...examples.store, pending: 2 });
    expect(en).toMatch(/2 changes.*Copy the file first/);
    expect(ja).toMatch(/2件.*コピー/);
  });

  it('a gateway says nothing of how often one may connect where that is not known', () => {
    const { en, ja } = said({ ...examples.gateway, remaining: undefined });
    expect([en, ja].join()).not.toMatch(/today|本日|undefined/);
  });

  it('what is not checked is named for each check, in both languages', () => {
    for (const { skipped } of Object.values(doctorTexts)) {
      expect(new Set(Object.values(skipped)).size).toBe(Object.keys(skipped).length);
    }
  });
});

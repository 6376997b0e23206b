import { expect, it } from 'vitest';
import { whyOf } from '../../../src/discord/stage/auditSentence.ts';
import { planOf } from '../../support/plans.ts';

it('the audit log hears in the server’s language which replay something was made for, and whose it is', () => {
  const plan = { title: { en: 'Tea', ja: 'お茶' }, startedBy: '7' } as const;
  expect(whyOf(planOf('1', { ...plan, speech: 'en' }))).toBe('Replay started by member 7: Tea');
  expect(whyOf(planOf('1', { ...plan, speech: 'ja' }))).toBe('メンバー 7 が再生を開始: お茶');
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal } from '../../../src/app/problem.ts';
import { Handling } from '../../../src/discord/interactions/handling.ts';
import { StoreError } from '../../../src/runtime/storeError.ts';
import { answerError, refusal } from '../../support/restErrors.ts';

const subject = { type: 'command', command: '/thread' } as const;
const facts = { command: 'thread replay', server: '7' };
const storeError = new StoreError('busy', 'reprise.sqlite', 'The database is held by another program.', {});

describe('an interaction that is handled', () => {
  let handling: Handling;
  /** Milliseconds of real time. */
  let passed: number;

  beforeEach(() => {
    passed = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => passed);
    handling = new Handling(subject, facts);
  });

  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('an interaction that was answered is measured by its first answer', () => {
    passed = 120;
    handling.answered();
    passed = 900;
    handling.answered();
    expect(handling.measurement()).toEqual({
      kind: 'interaction',
      ...subject,
      outcome: 'answered',
      answeredAfter: 120,
    });
  });

  it('an interaction that nobody got an answer to is measured so, whatever else went wrong', () => {
    handling.failed(storeError);
    expect(handling.measurement()).toMatchObject({ outcome: 'unanswered', answeredAfter: undefined });
  });

  it.each([
    ['refused', 'a refusal of ours', new Refusal({ code: 'replay-over' })],
    ['store-failed', 'the store', storeError],
    ['discord-failed', 'Discord’s refusal', refusal(403, 50_013)],
    ['discord-failed', 'an answer that is not Discord’s', answerError(502)],
    ['discord-failed', 'the way to Discord', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })],
    ['unexpected', 'a fault of ours', new TypeError('undefined is not a function')],
    ['unexpected', 'what is no error', 'a text'],
  ])('an interaction whose people got an apology is measured as %s: %s', (outcome, _, error) => {
    handling.failed(error);
    handling.answered();
    expect(handling.measurement()).toMatchObject({ outcome, answeredAfter: 0 });
  });

  it('what went wrong first counts, not what followed from it', () => {
    handling.failed(storeError);
    handling.failed(new TypeError('nothing to show'));
    handling.answered();
    expect(handling.measurement()).toMatchObject({ outcome: 'store-failed' });
  });

  it('what the log calls an interaction is not in its measurement, which names nobody', () => {
    expect(handling.facts).toBe(facts);
    handling.answered();
    expect(JSON.stringify(handling.measurement())).not.toMatch(/replay|"7"/);
  });
});

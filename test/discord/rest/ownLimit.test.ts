import { describe, expect, it } from 'vitest';
import { AnswerError } from '../../../src/discord/rest/answer.ts';
import { withinOwnLimit } from '../../../src/discord/rest/ownLimit.ts';
import { BudgetError } from '../../../src/discord/rest/requestBudget.ts';
import { FakeClock, settled } from '../../support/fakeClock.ts';
import { answerError } from '../../support/restErrors.ts';

describe('a request within our own limit', () => {
  it('is made again when our own count allows it', async () => {
    const clock = new FakeClock();
    let tries = 0;
    const request = async () => {
      tries += 1;
      if (tries < 3) throw new BudgetError(700);
      return 'answer';
    };
    const answer = withinOwnLimit(clock, request);
    await clock.advance(1_399);
    expect(tries).toBe(2);
    await clock.advance(1);
    expect(await answer).toBe('answer');
  });

  it('is not made again when it failed for any other reason', async () => {
    let tries = 0;
    const failing = withinOwnLimit(new FakeClock(), async () => {
      tries += 1;
      throw answerError(429, 700);
    });
    await expect(failing).rejects.toThrow(AnswerError);
    await settled();
    expect(tries).toBe(1);
  });
});

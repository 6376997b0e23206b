import { expect, it } from 'vitest';
import { diagnose } from '../../src/thread/diagnostics.ts';

it('what the format refuses is an error, in column 1 unless told', () => {
  expect(diagnose({ code: 'no-title' }, 4)).toEqual({ code: 'no-title', severity: 'error', line: 4, column: 1 });
  expect(diagnose({ code: 'not-utf8' }, 1, 7)).toMatchObject({ severity: 'error', column: 7 });
});

it('what the format tolerates is a warning, with what was found', () => {
  expect(diagnose({ code: 'comment-count', declared: 7, found: 6 }, 12)).toEqual({
    ...{ code: 'comment-count', declared: 7, found: 6 },
    ...{ severity: 'warning', line: 12, column: 1 },
  });
});

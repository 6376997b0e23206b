import { expect, it } from 'vitest';
import { controlView } from '../../../src/discord/views/control.ts';
import type { Thread } from '../../../src/thread/model.ts';
import { soloReplay } from '../../support/soloReplay.ts';

it('a control message shows the name of the one who speaks alone as written, no link', () => {
  const thread: Thread = {
    ...{ category: '', date: '2026-01-01', author: { en: 'Ann' }, title: { en: 'A title' } },
    comments: [{ persona: { en: 'Bob' }, text: { en: 'x' } }],
  };
  const view = JSON.stringify(controlView(soloReplay(thread, '[**x**](https://evil.example)', 'en'), 0));
  expect(view).toContain(JSON.stringify('only \\[\\*\\*x\\*\\*\\](https\\://evil.example) ·').slice(1, -1));
});

import { describe, expect, it } from 'vitest';
import { recapView } from '../../../src/discord/views/recap.ts';
import { initialState, type ReplayState } from '../../../src/replay/state.ts';
import { equalPages, pageAt } from '../../../src/text/pages.ts';
import type { Language } from '../../../src/thread/bilingual.ts';
import { planOf, replayOf, uneventful } from '../../support/plans.ts';

const finished: ReplayState = { kind: 'ended', next: 25, ...uneventful, reason: 'finished' };

function recapOf(comments: number, page: number, state: ReplayState = initialState(0, 'step')) {
  const posted = Array.from({ length: comments + 1 }, (_, comment) => {
    return { comment, persona: `P${comment}`, said: `Line ${comment}.`, messageId: `m${comment}` };
  });
  const plan = planOf('replay', { lastComment: 30, title: { en: 'Tea', ja: 'お茶' } });
  return {
    replay: replayOf(plan, { state, stageChannelId: 'stage' }),
    posted,
    page: pageAt(equalPages(posted, 10), page),
  };
}

const shown = (...args: [number, number, Language, ReplayState?]) =>
  JSON.stringify(recapView(recapOf(args[0], args[1], args[3]), args[2]));

describe('what a replay has posted', () => {
  it('each line has the number of the comment, which leads to its post, the persona and the first sentence', () => {
    const view = shown(3, 1, 'en');
    expect(view).toContain('[3](https://discord.com/channels/server/stage/m3) **P3** Line 3.');
    expect(view).toContain('[The post](https://discord.com/channels/server/stage/m0) **P0** Line 0.');
    expect(view).toContain('[First post](https://discord.com/channels/server/stage/m0)');
    expect(view).toContain('[Newest post](https://discord.com/channels/server/stage/m3)');
    expect(view).toContain('What was said so far · Comment 3 of 30');
  });

  it('the newest page shows the place where the replay is', () => {
    expect(shown(24, 3, 'en')).toContain('You are here');
    expect(shown(24, 2, 'en')).not.toContain('You are here');
  });

  it('once a replay has ended it is an index, which marks no place', () => {
    expect(shown(24, 3, 'en', finished)).toContain('Index · 24 comments');
    expect(shown(24, 3, 'en', finished)).not.toContain('You are here');
  });

  it('it speaks the reader’s language, the title too', () => {
    const view = shown(24, 3, 'ja');
    for (const word of ['お茶', 'ここまで', '現在の位置', '最初の投稿', '最新']) expect(view).toContain(word);
  });

  it('pages are turned to the ones beside, the first and the newest, each by a button of its own', () => {
    expect(shown(5, 1, 'en')).not.toContain('recap:');
    const ids = shown(24, 2, 'en').match(/recap:[^"]*/g);
    expect(ids).toEqual([
      'recap:replay:first:1',
      'recap:replay:page:1',
      'recap:replay:page:3',
      'recap:replay:newest:3',
    ]);
  });
});

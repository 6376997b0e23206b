/** Options that say how a replay is to be: alike in every command that begins one. */
import { choice } from '../src/discord/interactions/options.ts';
import { ContentLanguage, Pace } from '../src/replay/post.ts';

export const replayLanguage = choice({
  ja: '言語',
  does: {
    en: 'The language to post in; the server’s if left out',
    ja: '再生する言語（省略するとサーバーの設定）',
  },
  values: ContentLanguage.options,
  names: ({ contentLanguage }) => contentLanguage,
});

export const replayPace = choice({
  ja: '速さ',
  does: { en: 'The pace; the server’s if left out', ja: '再生の速さ（省略するとサーバーの設定）' },
  values: Pace.options,
  names: ({ pace }) => pace,
});

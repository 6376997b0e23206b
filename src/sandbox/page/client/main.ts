/** Starts the page: connects its parts and draws it after everything that happens. */
import { render } from 'lit';
import { Whereabouts } from './actions/whereabouts.ts';
import { Connection } from './connection.ts';
import { type Core, pageOf } from './core.ts';
import { wordsFor } from './i18n/words.ts';
import { remember, remembered } from './memory.ts';
import { textLine, writtenIn } from './state/composer.ts';
import { initialState, me, type State, sandboxTime, type Theme } from './state/state.ts';
import { StateKeeper } from './stateKeeper.ts';
import { app } from './view/app.ts';
import { Focus } from './view/focus.ts';
import { startTimes } from './view/time.ts';
import { typeAnywhere } from './view/typing.ts';

/** Milliseconds between looks at the clock. */
const TICK = 200;

const NARROW = 1_100;

const themes: readonly Theme[] = ['light', 'dark', 'system'];

function start(root: HTMLElement): void {
  const state = initialState(
    {
      theme: themes.find((theme) => theme === remembered('theme')) ?? 'system',
      panelOpen: remembered('panel') === 'true' && innerWidth > NARROW,
      hintOpen: remembered('hint') === undefined,
      channelId: remembered('channel'),
      composer: textLine(remembered('draft') ?? ''),
    },
    Date.now(),
  );
  const focus = new Focus();
  const keeper = new StateKeeper(state, (now) => {
    adjustDocument(now.theme, me(now)?.locale ?? navigator.language);
    const page = pageOf(core);
    document.title = titleOf(now, page.words.title);
    render(app(page), root);
    focus.follow(now);
    rememberDraft(now);
  });
  const connection = new Connection(new URL('/page/socket', location.href.replace(/^http/, 'ws')), {
    received: (frame) => core.whereabouts.received(frame),
    changed: (next) =>
      next === 'open' ? core.whereabouts.connected() : keeper.happen({ kind: 'connection', connection: next }),
    lost: () => wordsFor(me(keeper.state)?.locale).connectionLost,
  });
  const core: Core = { keeper, connection, whereabouts: new Whereabouts({ keeper, connection }) };
  startTimes(() => sandboxTime(keeper.state.clock, Date.now()));
  setInterval(() => tick(keeper), TICK);
  typeAnywhere(core);
  addEventListener('popstate', ({ state: visited }) => core.whereabouts.returnTo(visited));
  remember('hint', 'seen');
  keeper.redraw();
  connection.connect();
}

/** Keeps what is being written for the page's next visit. */
function rememberDraft({ composer }: State): void {
  const text = composer.kind === 'text' ? composer.text : writtenIn(composer);
  if ((remembered('draft') ?? '') !== text) remember('draft', text);
}

/** Written only where it changes: the browser would look at every element's style again. */
function adjustDocument(theme: Theme, language: string): void {
  const { documentElement } = document;
  if (documentElement.dataset.theme !== theme) documentElement.dataset.theme = theme;
  if (documentElement.lang !== language) documentElement.lang = language;
}

/** Shows the clock, and ends the typing line when its time is over. */
function tick(keeper: StateKeeper): void {
  const { clock, typing, channelId = '' } = keeper.state;
  const now = Date.now();
  const face = document.getElementById('clock');
  const time = new Intl.DateTimeFormat(me(keeper.state)?.locale, { timeStyle: 'medium' });
  if (face) face.textContent = time.format(sandboxTime(clock, now));
  const until = typing[channelId];
  if (until !== undefined && until < now && until > now - 2 * TICK) keeper.redraw();
}

function titleOf({ unread }: State, title: string): string {
  return unread.size > 0 ? `(${unread.size}) ${title}` : title;
}

const root = document.createElement('div');
root.id = 'app';
document.body.append(root);
start(root);

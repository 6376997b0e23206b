/** What people do to the sandbox itself: faults, the bot, the clock, the look of the page. */
import type { PageFault } from '../../protocol.ts';
import { type Core, pageOf } from '../core.ts';
import { remember } from '../memory.ts';
import type { Theme } from '../state/state.ts';
import { followAnswer } from './messages.ts';

export function inject(core: Core, fault: PageFault): void {
  const { state, words } = pageOf(core);
  const { channelId } = state;
  if (channelId === undefined) return;
  void followAnswer(core, channelId, words.fault[fault], core.connection.ask({ kind: 'fault', channelId, fault }));
}

export function setSpeed({ connection }: Core, speed: number): void {
  connection.send({ kind: 'speed', speed });
}

export function switchBot({ connection }: Core, action: 'kill' | 'start'): void {
  connection.send({ kind: 'bot', action });
}

export function clearLog({ connection }: Core): void {
  connection.send({ kind: 'clear-log' });
}

export function setTheme({ store }: Core, theme: Theme): void {
  remember('theme', theme);
  store.happen({ kind: 'theme', theme });
}

export function showPanel({ store }: Core, open: boolean): void {
  remember('panel', String(open));
  store.happen({ kind: 'panel', open });
}

export function closeHint({ store }: Core): void {
  remember('hint', 'seen');
  store.happen({ kind: 'hint', open: false });
}

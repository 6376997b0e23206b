/** What people do to the sandbox itself: faults, the bot, the clock, the look of the page. */
import type { PageFault } from '../../protocol/faults.ts';
import { type Core, pageOf } from '../core.ts';
import { remember } from '../memory.ts';
import type { Theme } from '../state/state.ts';
import { followAnswer } from './messages.ts';

/** @param said what its button says */
export function inject(core: Core, fault: PageFault, said: string): void {
  const { channelId } = pageOf(core).state;
  if (channelId === undefined) return;
  void followAnswer(core, { kind: 'panel' }, said, core.connection.ask({ kind: 'fault', channelId, fault }));
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

export function setTheme({ keeper }: Core, theme: Theme): void {
  remember('theme', theme);
  keeper.happen({ kind: 'theme', theme });
}

export function showPanel({ keeper }: Core, open: boolean): void {
  remember('panel', String(open));
  keeper.happen({ kind: 'panel', open });
}

export function closeHint({ keeper }: Core): void {
  keeper.happen({ kind: 'hint', open: false });
}

/** Families of sentences that must be complete: for every problem, every reason to pause, every setting. */
import type { Problem } from '../app/problem.ts';
import type { PauseReason } from '../replay/state.ts';
import type { DeletionObstacle } from '../replay/undo.ts';
import type { Day, DaySet } from '../schedule/days.ts';
import type { Hindrance } from '../schedule/schedule.ts';
import type { Settings } from '../settings.ts';

/** A sentence for every problem a person can run into. */
export type ProblemTexts = {
  [Code in Problem['code']]: (problem: Extract<Problem, { code: Code }>) => string;
};

/** A sentence for every reason a replay stands still, given the channel it posts in. */
export type PauseTexts = {
  [Kind in PauseReason['kind']]: (reason: Extract<PauseReason, { kind: Kind }>, channelId: string) => string;
};

/** Why a run of a schedule does not begin: a few words that say nothing of when that is, or was. */
export type HindranceTexts = {
  [Kind in Hindrance['kind']]: (hindrance: Extract<Hindrance, { kind: Kind }>) => string;
};

/** The days of the week, and the sets of them that have a word. */
export type DayTexts = Record<DaySet | Day, string>;

/** A sentence for everything that keeps posts from being deleted, given the channel they are in: what it is, and what to do. */
export type DeletionObstacleTexts = {
  [Kind in DeletionObstacle['kind']]: (
    obstacle: Extract<DeletionObstacle, { kind: Kind }>,
    channelId: string,
  ) => string;
};

/** What each setting is called, and how its values read. */
export type SettingTexts = {
  readonly [Name in keyof Settings]: {
    readonly name: string;
    readonly value: (value: Settings[Name]['value']) => string;
    /** How it is changed, where that takes more than a choice from a menu. */
    readonly typed?: string;
  };
};

/** What the threads of a server come to, or may. */
export type LibrarySize = Extract<Problem, { code: 'library-full' }>['most'];

/** Words a problem. */
export function problemText<Code extends Problem['code']>(
  texts: ProblemTexts,
  problem: Extract<Problem, { code: Code }>,
) {
  return texts[problem.code as Code](problem);
}

/** Words what keeps posts from being deleted. */
export function deletionObstacleText<Kind extends DeletionObstacle['kind']>(
  texts: DeletionObstacleTexts,
  obstacle: Extract<DeletionObstacle, { kind: Kind }>,
  channelId: string,
) {
  return texts[obstacle.kind as Kind](obstacle, channelId);
}

/** A line of a replay that people had left out: a comment, 0 for the post, or what was left of it once a part was there. */
export type LeftOutLine = { readonly comment: number; readonly isRest: boolean };

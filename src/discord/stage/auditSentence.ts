/** What a server's audit log says of whatever a replay needs there. */
import { sentences } from '../../i18n/i18n.ts';
import type { ReplayPlan } from '../../replay/replay.ts';
import { textIn } from '../../thread/language.ts';

/** Names the replay and whoever started it, in the server's language. */
export function whyOf({ speech, title, startedBy }: Pick<ReplayPlan, 'speech' | 'title' | 'startedBy'>): string {
  return sentences[speech].audit.replay(textIn(title, speech).text, startedBy);
}

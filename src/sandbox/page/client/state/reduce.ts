/** What happens, and the state that follows from it. Pure. */
import type { ToPage } from '../../protocol/frames.ts';
import { type CommandLine, type Composer, emptyLine } from './composer.ts';
import { receive, withSought } from './frames.ts';
import { type Failure, type Form, type LogKind, type Overlay, PORTION, type State, type Theme } from './state.ts';

/** Commands kept to be recalled. */
const MOST_RECALLED = 20;

export type Happening =
  /** `now`: milliseconds since the Unix epoch, of the browser's clock. */
  | { readonly kind: 'frame'; readonly frame: ToPage; readonly now: number }
  | { readonly kind: 'connection'; readonly connection: State['connection'] }
  | { readonly kind: 'channel'; readonly channelId: string }
  /** `focus`: the cursor belongs into it now. */
  | { readonly kind: 'composer'; readonly composer: Composer; readonly focus: boolean }
  | { readonly kind: 'completion'; readonly completion: NonNullable<State['completion']> }
  | { readonly kind: 'sent'; readonly line: CommandLine | undefined }
  | { readonly kind: 'recall' }
  /** A command, or the search for one, is put away unsent; it can be recalled. */
  | { readonly kind: 'back-out'; readonly line: Composer }
  | { readonly kind: 'seek'; readonly channelId: string; readonly messageId: string }
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'dismiss-failure'; readonly id: number }
  | { readonly kind: 'busy'; readonly component: string; readonly busy: boolean }
  | { readonly kind: 'form'; readonly form: Form | undefined }
  | { readonly kind: 'overlay'; readonly overlay: Overlay | undefined }
  | { readonly kind: 'log-filter'; readonly logKind?: LogKind; readonly logWords?: string }
  | { readonly kind: 'expand'; readonly number: number }
  | { readonly kind: 'theme'; readonly theme: Theme }
  | { readonly kind: 'panel' | 'drawer' | 'hint'; readonly open: boolean }
  | { readonly kind: 'dragging'; readonly dragging: boolean }
  | { readonly kind: 'scrolled'; readonly atEnd: boolean }
  /** The oldest message drawn came near. */
  | { readonly kind: 'older' };

export function reduce(state: State, happening: Happening): State {
  switch (happening.kind) {
    case 'frame':
      return receive(state, happening.frame, happening.now);
    case 'connection':
      return { ...state, connection: happening.connection };
    case 'channel':
      return opened(state, happening.channelId);
    case 'composer':
      return withComposer(state, happening.composer, happening.focus);
    case 'completion':
      return { ...state, completion: happening.completion };
    case 'sent':
      return sent(state, happening.line);
    case 'back-out':
      return sent(state, happening.line);
    case 'seek': {
      const { channelId, messageId } = happening;
      return withSought({ ...state, sought: { channelId, messageId } });
    }
    case 'recall': {
      const last = state.history.at(-1);
      return last ? withComposer(state, last, true) : state;
    }
    case 'failure':
      return { ...state, failures: [...state.failures, happening.failure] };
    case 'dismiss-failure':
      return { ...state, failures: state.failures.filter(({ id }) => id !== happening.id) };
    case 'busy':
      return { ...state, busy: toggled(state.busy, happening.component, happening.busy) };
    case 'form':
      return { ...state, form: happening.form };
    case 'overlay':
      return { ...state, overlay: happening.overlay };
    case 'log-filter':
      return { ...state, logKind: happening.logKind ?? state.logKind, logWords: happening.logWords ?? state.logWords };
    case 'expand':
      return { ...state, expanded: toggled(state.expanded, happening.number, !state.expanded.has(happening.number)) };
    case 'theme':
      return { ...state, theme: happening.theme };
    case 'panel':
      return { ...state, panelOpen: happening.open };
    case 'drawer':
      return { ...state, drawerOpen: happening.open };
    case 'hint':
      return { ...state, hintOpen: happening.open };
    case 'dragging':
      return { ...state, dragging: happening.dragging };
    case 'scrolled':
      return happening.atEnd
        ? { ...state, missed: undefined, drawn: PORTION }
        : { ...state, missed: state.missed ?? 0 };
    case 'older':
      return { ...state, drawn: state.drawn + PORTION };
  }
}

function opened(state: State, channelId: string): State {
  const unread = toggled(state.unread, channelId, false);
  const focusComposer = state.focusComposer + 1;
  return {
    ...state,
    channelId,
    unread,
    focusComposer,
    drafts: state.channelId === undefined ? state.drafts : { ...state.drafts, [state.channelId]: state.composer },
    composer: state.drafts[channelId] ?? emptyLine,
    sought: undefined,
    drawn: PORTION,
    missed: undefined,
    drawerOpen: false,
  };
}

function withComposer(state: State, composer: Composer, focus: boolean): State {
  return { ...state, composer, focusComposer: state.focusComposer + (focus ? 1 : 0) };
}

function sent(state: State, line: Composer | undefined): State {
  const history = line ? [...state.history, line].slice(-MOST_RECALLED) : state.history;
  return { ...withComposer(state, emptyLine, true), history, completion: undefined };
}

function toggled<T>(set: ReadonlySet<T>, item: T, isIn: boolean): ReadonlySet<T> {
  const next = new Set(set);
  if (isIn) next.add(item);
  else next.delete(item);
  return next;
}

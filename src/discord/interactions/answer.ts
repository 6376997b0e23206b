/** What a person gets for what they did, as data: the router brings it to Discord. */
import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import type { View } from '../views/parts.ts';

/** A file that goes with a message; a view shows it as `attachment://` and its name (`components/reference#file`). */
type SentFile = {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What it is, for whoever cannot see it. */
  readonly description?: string;
};

/** What a message shows. */
export type Shown = {
  readonly view: View;
  readonly files?: readonly SentFile[];
  /** Called once it was sent; with the message's id, which Discord is asked for, or undefined when sending failed. */
  readonly sent?: (messageId: string | undefined) => Promise<void>;
  /** Called once it was sent, or could not be: what nobody waits for, and no message is needed for. */
  readonly afterwards?: () => Promise<void>;
};

/** A new message; only the person who asked sees one that is private. */
export type Reply = { readonly kind: 'reply'; readonly private: boolean } & Shown;

/** Shows something in the place of an answer that is not there yet; whether that could be done is no concern of whoever shows it. */
export type ShowMeanwhile = (shown: Shown) => Promise<void>;

/**
 * A new message later, for what may take longer than the three seconds that Discord waits: `later` begins once Discord
 * knows, and has 15 minutes (`interactions/receiving-and-responding`). Whatever can be refused at once is refused before.
 */
export type DeferredReply = {
  readonly kind: 'defer';
  readonly private: boolean;
  /** @throws Refusal, which is told in private */
  readonly later: () => Promise<Shown>;
};

/** Another look of the message whose button or menu was used. */
export type Update = { readonly kind: 'update' } & Shown;

/** The same later, as {@link DeferredReply}. */
export type DeferredUpdate = {
  readonly kind: 'defer-update';
  readonly later: (meanwhile: ShowMeanwhile) => Promise<Shown>;
};

/** A form to fill in ({@link FormCodec.open} makes it). */
export type OpenedForm = { readonly kind: 'form'; readonly form: APIModalInteractionResponseCallbackData };

/** What a command can be answered with. */
export type CommandAnswer = Reply | DeferredReply | OpenedForm;

/** What a form that was filled in can be answered with: no other form can follow (`interactions/receiving-and-responding`). */
export type SubmitAnswer = Reply | DeferredReply | Update | DeferredUpdate;

/** What a button or a menu can be answered with. */
export type Answer = CommandAnswer | SubmitAnswer;

/** A private answer. */
export function toCaller(view: View): Reply {
  return { kind: 'reply', private: true, view };
}

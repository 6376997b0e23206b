/** What a command, a button and their answers are, to whoever writes one. */
import type {
  APIApplicationCommandOptionChoice,
  CommandInteractionOptionResolver,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js';
import type { Call } from '../../app/call.ts';
import type { View } from '../views/parts.ts';
import type { Press } from './customId.ts';

/** What a person gets: a new message, or another look of the message whose button they pressed. */
export type Answer =
  | {
      kind: 'reply';
      view: View;
      /** Only the caller sees it. */
      private: boolean;
      sent?: Sent;
    }
  | { kind: 'update'; view: View; sent?: Sent };

/** Called once the answer was sent; with the message's id, or undefined when sending failed. */
type Sent = (messageId: string | undefined) => Promise<void>;

/** The options of a chat command, by name. */
export type Options = Pick<CommandInteractionOptionResolver, 'getString' | 'getInteger' | 'getBoolean'>;

export type Command = {
  readonly definition: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** The handler of each subcommand. @throws Refusal */
  readonly subcommands: Readonly<Record<string, (call: Call, options: Options) => Promise<Answer>>>;
  /** What a half-typed option may mean, best first; none for a command that completes nothing. */
  readonly complete?: (call: Call, option: string, typed: string, options: Options) => Promise<Choice[]>;
};

/** A command in the menu of a message. */
export type MessageCommand = {
  readonly definition: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  /** Acts on the message with this id. @throws Refusal */
  readonly run: (call: Call, messageId: string) => Promise<Answer>;
};

/** A completion: its name, 1 to 100 UTF-16 units, is shown; its value comes back. */
export type Choice = APIApplicationCommandOptionChoice<string>;

/** The handlers of the buttons, by what they ask for. @throws Refusal */
export type Presses = {
  readonly [Kind in Press['kind']]: (call: Call, press: Extract<Press, { kind: Kind }>) => Promise<Answer>;
};

/** A private answer. */
export function toCaller(view: View): Answer {
  return { kind: 'reply', view, private: true };
}

/** What a person gets to see of what they did. */
import type {
  APIApplicationCommandOptionChoice,
  APIMessage,
  APIModalInteractionResponseCallbackData,
} from 'discord.js';
import type { StoredMessage } from '../world/model.ts';

/** A new message, a new look of the message they used, completions, or a form that opens. */
export type Outcome =
  | { kind: 'message'; message: APIMessage; private: boolean }
  | { kind: 'update'; message: APIMessage }
  | { kind: 'choices'; choices: APIApplicationCommandOptionChoice[] }
  | { kind: 'modal'; modal: APIModalInteractionResponseCallbackData; source: StoredMessage | undefined };

/** A new message as an outcome. */
export function newMessageOutcome({ payload, onlyFor }: StoredMessage): Outcome {
  return { kind: 'message', message: payload, private: onlyFor !== undefined };
}

/** People who use the bot, as tests and the page drive them: they see and may do what Discord would let them. */
import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIAttachment,
  APIMessage,
  APIModalInteractionResponseCallbackData,
} from 'discord.js';
import type { Outcome } from '../interactions/outcome.ts';
import type { InteractionPart } from '../interactions/pendingInteraction.ts';
import type { PendingInteractions } from '../interactions/pendingInteractions.ts';
import type { WorldChannel } from '../world/model.ts';
import type { Person } from '../world/person.ts';
import type { World } from '../world/world.ts';
import type { OptionValues } from './commandOptions.ts';
import { type Act, InteractionParts } from './interactionParts.ts';
import type { FormValues } from './modalForm.ts';

/** A message a person got, and whether they alone see it; or another look of the message they used. */
export type Reply = Extract<Outcome, { kind: 'message' | 'update' }>;

/** A form that opened for a person. */
export type OpenForm = {
  readonly kind: 'modal';
  readonly modal: APIModalInteractionResponseCallbackData;
  /** Sends what was entered; can be tried again when it is refused. @throws ClientRefusal as {@link Actor.act} */
  submit(values: FormValues): Promise<Reply>;
};

/** A person in a channel. */
export class Actor {
  readonly person: Person;
  readonly channel: WorldChannel;
  readonly #world: World;
  readonly #interactions: PendingInteractions;
  readonly #parts: InteractionParts;

  constructor(person: Person, channel: WorldChannel, world: World, interactions: PendingInteractions) {
    this.person = person;
    this.channel = channel;
    this.#world = world;
    this.#interactions = interactions;
    this.#parts = new InteractionParts(person, channel, world);
  }

  /**
   * Does something and waits for what the bot makes of it.
   *
   * @throws ClientRefusal when Discord's client would not let it be sent, or the bot does not answer in time
   */
  async act(act: Act): Promise<Reply | OpenForm> {
    const answer = await this.#send(this.#parts.of(act));
    if (answer.kind !== 'modal') return replyOf(answer);
    const { modal, source } = answer;
    return {
      kind: 'modal',
      modal,
      submit: async (values) => replyOf(await this.#send(this.#parts.ofForm(modal, values, source))),
    };
  }

  /**
   * Types a command such as `/thread replay` and waits for the bot's answer. A form that opens is filled in with `form`.
   *
   * @throws ClientRefusal as {@link act}
   */
  slash(path: string, values: OptionValues = {}, form?: FormValues): Promise<Reply> {
    return this.#through({ kind: 'slash', path, values }, form);
  }

  /** Chooses a command from a message's menu. @throws ClientRefusal as {@link act} */
  messageCommand(name: string, message: APIMessage, form?: FormValues): Promise<Reply> {
    return this.#through({ kind: 'message-command', name, messageId: message.id }, form);
  }

  /**
   * Presses a button by its label or custom id, and waits for what happens. A form that opens is filled in with `form`.
   *
   * @throws ClientRefusal as {@link act}
   */
  click(message: APIMessage, button: string, form?: FormValues): Promise<Reply> {
    return this.#through({ kind: 'click', messageId: message.id, button }, form);
  }

  /** Chooses from a menu by its placeholder or custom id. @throws ClientRefusal as {@link act} */
  choose(message: APIMessage, menu: string, values: readonly string[], form?: FormValues): Promise<Reply> {
    return this.#through({ kind: 'choose', messageId: message.id, menu, values }, form);
  }

  /** What the bot offers while the last of the given options is being typed. @throws ClientRefusal as {@link act} */
  async autocomplete(path: string, values: OptionValues): Promise<APIApplicationCommandOptionChoice[]> {
    const answer = await this.#send(this.#parts.ofTyping(path, values));
    if (answer.kind !== 'choices') throw new Error(`The bot answered with a ${answer.kind}, not with choices.`);
    return answer.choices;
  }

  /** Uploads a file, to be the value of an option or of a form's field; a text is one in UTF-8. */
  attach(name: string, content: string | Uint8Array<ArrayBuffer>, type = 'text/plain; charset=utf-8'): APIAttachment {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    return this.#world.addFile(this.channel, { name, type, bytes });
  }

  /** The commands that this person may use here. */
  get commands(): readonly APIApplicationCommand[] {
    return this.#parts.commands;
  }

  /** The messages of the channel that this person sees, oldest first. */
  get messages(): APIMessage[] {
    return this.#parts.messages.map(({ payload }) => payload);
  }

  async #through(act: Act, form: FormValues | undefined): Promise<Reply> {
    const outcome = await this.act(act);
    if (outcome.kind !== 'modal') {
      if (form) throw new Error('No form opened.');
      return outcome;
    }
    if (!form) throw new Error(`A form opened: ${outcome.modal.title}.`);
    return outcome.submit(form);
  }

  #send(part: InteractionPart): Promise<Outcome> {
    return this.#interactions.send(this.person, this.channel, part);
  }
}

function replyOf(outcome: Outcome): Reply {
  if (outcome.kind === 'message' || outcome.kind === 'update') return outcome;
  throw new Error(`The bot answered with ${outcome.kind}, not with a message.`);
}

/** A person on a server, wherever they go there. */
import type { APIMessage } from 'discord.js';
import type { Channel } from '../servers/channel.ts';
import type { Surroundings } from '../servers/surroundings.ts';
import type { WorldChannel } from '../world/model.ts';
import type { Person } from '../world/person.ts';
import { Actor, type Reply } from './actor.ts';
import type { FormValues } from './modalForm.ts';

/** A person on a server. */
export class Member {
  readonly person: Person;
  readonly #surroundings: Surroundings;

  constructor(surroundings: Surroundings, person: Person) {
    this.person = person;
    this.#surroundings = surroundings;
  }

  get id(): string {
    return this.person.id;
  }

  /** This person in a channel, ready to act. */
  in(channel: Channel): Actor {
    return this.#in(channel.state);
  }

  /** Presses a button of a message, wherever it is. @throws Error as {@link Actor.click} */
  async click(message: APIMessage, label: string, form?: FormValues): Promise<Reply> {
    const channel = this.#surroundings.world.channels.get(message.channel_id);
    if (!channel) throw new Error('The channel of that message is gone.');
    return this.#in(channel).click(message, label, form);
  }

  #in(channel: WorldChannel): Actor {
    return new Actor(this.person, channel, this.#surroundings.world, this.#surroundings.interactions);
  }
}

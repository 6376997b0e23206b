/**
 * What the sandbox's page and its server say to each other, over one WebSocket (`/page/socket`), one JSON object a frame.
 * Whoever connects is the first of the people until they say who they are (`be`), and sees what Discord would show that
 * person.
 */
import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  ChannelType,
} from 'discord.js';

/** A person one can be. `role` sums up, for people to read, what they may do. */
export type PagePerson = {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly role: 'owner' | 'moderator' | 'member';
};

export type PageChannel = {
  readonly id: string;
  readonly name: string;
  readonly type: ChannelType;
  /** The channel that a ThreadChannel, or a forum's post, is in. */
  readonly parentId: string | null;
  readonly archived: boolean;
  /** Whether the person one is may write here; into a forum nobody does, only into its posts. */
  readonly writable: boolean;
};

export type PageServer = {
  readonly id: string;
  readonly name: string;
  readonly preferredLocale: string;
  readonly channels: readonly PageChannel[];
};

/** A message, and whether only the person one is sees it. */
export type PageMessage = { readonly message: APIMessage; readonly private: boolean };

/** One REST request of the bot, or one gateway event, newest last. `json` is there to be read and copied, tokens removed. */
export type PageLogEntry = {
  /** Grows by one each entry; an entry with a number that is there already replaces it (a request got its answer). */
  readonly number: number;
  /** Milliseconds since the Unix epoch, of the sandbox's clock. */
  readonly at: number;
  readonly kind: 'rest' | 'gateway';
  /** `POST /webhooks/:id/:token`, or `→ INTERACTION_CREATE`, `← IDENTIFY`. */
  readonly title: string;
  /** Of REST: the status, or `null` while there is none or the connection was cut. */
  readonly status: number | null;
  /** Milliseconds until the answer. */
  readonly took: number | null;
  /** `limit`, `remaining` and `reset after` (seconds) as the answer's headers say. */
  readonly rateLimit: { readonly limit: number; readonly remaining: number; readonly resetAfter: number } | null;
  /** What it breaks of Discord's contract; empty when it keeps to it. */
  readonly violations: readonly string[];
  readonly json: unknown;
};

/** What people can do to the connection between bot and Discord. */
export type PageFault =
  | 'drop-next-answer'
  | 'rate-limit-next-post'
  | 'delete-webhooks'
  | 'revoke-manage-webhooks'
  | 'grant-manage-webhooks'
  | 'cut-gateway';

/** `starting`: not ready yet; `down`: killed, until it is started again. */
export type BotState = 'starting' | 'ready' | 'down';

/** The sandbox's clock: the time shown is `shown + (Date.now() - real) * speed`. */
export type PageClock = { readonly real: number; readonly shown: number; readonly speed: number };

/**
 * The value of an option: a channel by its id, a file by the id that the page's server gave it. A file goes up with
 * `POST /page/files?name=NAME`, its bytes the body and its type the `Content-Type`; the answer is `{"id": …}`.
 */
export type PageOptionValue = string | number | boolean;
export type PageOptions = Readonly<Record<string, PageOptionValue>>;

/** Answers to requests that carry a `request` number. */
export type PageAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'choices'; readonly choices: readonly APIApplicationCommandOptionChoice[] }
  /** A form opened; `form` is to be sent back with its values. */
  | { readonly kind: 'modal'; readonly form: string; readonly modal: APIModalInteractionResponseCallbackData }
  /** What Discord's client would have said: not allowed, no answer in time. In English, or Japanese for a Japanese person. */
  | { readonly kind: 'failed'; readonly reason: string };

export type FromPage =
  | { readonly kind: 'be'; readonly personId: string }
  /** Shows a channel: answered by `messages`, and from then on by what happens in it. */
  | { readonly kind: 'open'; readonly channelId: string }
  | {
      readonly kind: 'slash';
      readonly request: number;
      readonly channelId: string;
      readonly path: string;
      readonly options: PageOptions;
    }
  | {
      readonly kind: 'complete';
      readonly request: number;
      readonly channelId: string;
      readonly path: string;
      readonly options: PageOptions;
    }
  | {
      readonly kind: 'message-command';
      readonly request: number;
      readonly channelId: string;
      readonly name: string;
      readonly messageId: string;
    }
  | {
      readonly kind: 'click';
      readonly request: number;
      readonly channelId: string;
      readonly messageId: string;
      readonly customId: string;
    }
  | {
      readonly kind: 'choose';
      readonly request: number;
      readonly channelId: string;
      readonly messageId: string;
      readonly customId: string;
      readonly values: readonly string[];
    }
  | {
      readonly kind: 'submit';
      readonly request: number;
      readonly form: string;
      readonly values: Readonly<Record<string, string | readonly string[]>>;
    }
  /** Writes an ordinary message. */
  | { readonly kind: 'say'; readonly request: number; readonly channelId: string; readonly content: string }
  /** Hides a message that only this person sees, or (for a person who may) deletes one. */
  | { readonly kind: 'dismiss'; readonly messageId: string; readonly channelId: string }
  | { readonly kind: 'fault'; readonly request: number; readonly channelId: string; readonly fault: PageFault }
  | { readonly kind: 'speed'; readonly speed: number }
  | { readonly kind: 'bot'; readonly action: 'kill' | 'start' }
  | { readonly kind: 'clear-log' };

export type ToPage =
  /** First of all, and after every `be` or change: all there is to choose from. */
  | {
      readonly kind: 'world';
      readonly people: readonly PagePerson[];
      readonly me: string;
      readonly servers: readonly PageServer[];
      /** The commands that the person one is may use. */
      readonly commands: readonly APIApplicationCommand[];
      /** Names of everybody and of every channel, for mentions. */
      readonly names: Readonly<Record<string, string>>;
      /** The base of the CDN's addresses in messages; the page asks its own server instead, at `/cdn`. */
      readonly cdnUrl: string;
    }
  /** Everything a channel shows, oldest first. */
  | { readonly kind: 'messages'; readonly channelId: string; readonly messages: readonly PageMessage[] }
  /** A new message, or a new look of one; in any channel the person sees. */
  | { readonly kind: 'message'; readonly channelId: string; readonly edited: boolean; readonly message: PageMessage }
  | { readonly kind: 'deleted'; readonly channelId: string; readonly messageId: string }
  /** The bot is typing in a channel; shown for ten seconds or until its next message. */
  | { readonly kind: 'typing'; readonly channelId: string }
  | { readonly kind: 'answer'; readonly request: number; readonly answer: PageAnswer }
  | { readonly kind: 'log'; readonly entries: readonly PageLogEntry[] }
  | { readonly kind: 'log-cleared' }
  | { readonly kind: 'bot'; readonly state: BotState }
  | { readonly kind: 'clock'; readonly clock: PageClock };

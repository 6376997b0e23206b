/**
 * What the sandbox's page and its server say to each other, over one WebSocket (`/page/socket`), one JSON object a frame.
 * These schemas are the protocol: types are inferred from them, and both sides read by them what the other sends.
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
import * as z from 'zod/mini';
import { pageFaults } from './faults.ts';

/** `resources/message#create-message`: UTF-16 units of an ordinary message. */
export const LONGEST_MESSAGE = 2_000;

// The page's policy forbids code made from text, which zod would otherwise try for its speed.
z.config({ jitless: true });

/** An object of Discord's own, passed on as it is: its inside is the loopback Discord's to guarantee. */
function discordObject<T extends object>() {
  return z.custom<T>((value) => typeof value === 'object' && value !== null);
}

const listOf = <T extends z.ZodMiniType>(item: T) => z.readonly(z.array(item));
const textOfAtMost = (length: number) => z.string().check(z.maxLength(length));

const Id = textOfAtMost(40);
/** Numbers a question; its answer carries the same number. */
const Request = z.int().check(z.minimum(0));
const Text = textOfAtMost(10_000);
const CustomId = textOfAtMost(100);
const Values = listOf(textOfAtMost(200)).check(z.maxLength(25));

/**
 * The value of an option: a channel by its id, a file by the id that the page's server gave it. A file goes up with
 * `POST /page/files?name=NAME`, its bytes the body and its type the `Content-Type`; the answer is `{"id": …}`.
 */
const OptionValue = z.union([Text, z.number(), z.boolean()]);
export type PageOptionValue = z.infer<typeof OptionValue>;
const Options = z.record(textOfAtMost(40), OptionValue);
export type PageOptions = Readonly<z.infer<typeof Options>>;

/** A command as it is typed, or half typed. */
const typedCommand = { request: Request, channelId: Id, path: textOfAtMost(200), options: Options };

/** What a page sends. What has a `request` is a question and gets an `answer`. */
const FromPage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('be'), personId: Id }),
  /** Shows a channel: answered by `messages`, and from then on by what happens in it. */
  z.object({ kind: z.literal('open'), channelId: Id }),
  z.object({ kind: z.literal('slash'), ...typedCommand }),
  z.object({ kind: z.literal('complete'), ...typedCommand }),
  z.object({
    kind: z.literal('message-command'),
    request: Request,
    channelId: Id,
    name: textOfAtMost(40),
    messageId: Id,
  }),
  z.object({ kind: z.literal('click'), request: Request, channelId: Id, messageId: Id, customId: CustomId }),
  z.object({
    kind: z.literal('choose'),
    request: Request,
    channelId: Id,
    messageId: Id,
    customId: CustomId,
    values: Values,
  }),
  z.object({
    kind: z.literal('submit'),
    request: Request,
    form: Id,
    /** Texts, ticks, choices, and files by the ids that the page's server gave them. */
    values: z.record(CustomId, z.union([Text, z.boolean(), Values])),
  }),
  /** Writes an ordinary message. */
  z.object({ kind: z.literal('say'), request: Request, channelId: Id, content: Text }),
  /** Hides a message that only this person sees, or (for a person who may) deletes one. */
  z.object({ kind: z.literal('dismiss'), messageId: Id, channelId: Id }),
  z.object({
    kind: z.literal('fault'),
    request: Request,
    channelId: Id,
    fault: z.enum(pageFaults.map(({ name }) => name)),
  }),
  z.object({ kind: z.literal('speed'), speed: z.number().check(z.minimum(0), z.maximum(100)) }),
  z.object({ kind: z.literal('bot'), action: z.enum(['kill', 'start']) }),
  z.object({ kind: z.literal('clear-log') }),
]);
export type FromPage = z.infer<typeof FromPage>;

/** A person one can be. `role` sums up, for people to read, what they may do; `servers` are the names of those they are in. */
const PagePerson = z.object({
  id: z.string(),
  name: z.string(),
  locale: z.string(),
  role: z.enum(['owner', 'moderator', 'member']),
  servers: listOf(z.string()),
});
export type PagePerson = z.infer<typeof PagePerson>;

const PageChannel = z.object({
  id: z.string(),
  name: z.string(),
  type: z.custom<ChannelType>((value) => typeof value === 'number'),
  /** The channel that a ThreadChannel, or a forum's post, is in. */
  parentId: z.nullable(z.string()),
  archived: z.boolean(),
  /** What a forum's post is filed under: the names of its tags. */
  tags: listOf(z.string()),
  /** Whether the person one is may write here; into a forum nobody does, only into its posts. */
  writable: z.boolean(),
});
export type PageChannel = z.infer<typeof PageChannel>;

const PageServer = z.object({
  id: z.string(),
  name: z.string(),
  preferredLocale: z.string(),
  channels: listOf(PageChannel),
});
export type PageServer = z.infer<typeof PageServer>;

/** A message, and whether only the person one is sees it. */
const PageMessage = z.object({ message: discordObject<APIMessage>(), private: z.boolean() });
export type PageMessage = z.infer<typeof PageMessage>;

/** One REST request of the bot, or one gateway event, newest last. `json` is there to be read and copied, tokens removed. */
const PageLogEntry = z.object({
  /** Grows by one each entry; an entry with a number that is there already replaces it (a request got its answer). */
  number: z.int(),
  /** Milliseconds since the Unix epoch, of the sandbox's clock. */
  at: z.number(),
  kind: z.enum(['rest', 'gateway']),
  /** `POST /webhooks/:id/:token`, or `→ INTERACTION_CREATE`, `← IDENTIFY`. */
  title: z.string(),
  /** Of REST: the status, or `null` while there is none or the connection was cut. */
  status: z.nullable(z.int()),
  /** Milliseconds until the answer. */
  took: z.nullable(z.number()),
  /** `limit`, `remaining` and `reset after` (seconds) as the answer's headers say. */
  rateLimit: z.nullable(z.object({ limit: z.number(), remaining: z.number(), resetAfter: z.number() })),
  /** What it breaks of Discord's contract, or of the house's policies; empty when it keeps to both. */
  violations: listOf(z.string()),
  json: z.unknown(),
});
export type PageLogEntry = z.infer<typeof PageLogEntry>;

/** `starting`: not ready yet; `down`: killed, until it is started again. */
const BotState = z.enum(['starting', 'ready', 'down']);
export type BotState = z.infer<typeof BotState>;

/** The sandbox's clock: the time shown is `shown + (Date.now() - real) * speed`. */
const PageClock = z.object({ real: z.number(), shown: z.number(), speed: z.number() });
export type PageClock = z.infer<typeof PageClock>;

/** Answers to questions. */
const PageAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('choices'), choices: listOf(discordObject<APIApplicationCommandOptionChoice>()) }),
  /** A form opened; `form` is to be sent back with its values. */
  z.object({
    kind: z.literal('modal'),
    form: z.string(),
    modal: discordObject<APIModalInteractionResponseCallbackData>(),
  }),
  /** What Discord's client would have said: not allowed, no answer in time. In English, or Japanese for a Japanese person. */
  z.object({ kind: z.literal('failed'), reason: z.string() }),
]);
export type PageAnswer = z.infer<typeof PageAnswer>;

/** What a page is told. */
const ToPage = z.discriminatedUnion('kind', [
  /** First of all, and after every `be` or change: all there is to choose from. */
  z.object({
    kind: z.literal('overview'),
    people: listOf(PagePerson),
    /** The id of whom one is. */
    me: z.string(),
    servers: listOf(PageServer),
    /** All commands: messages name them, whoever reads. */
    commands: listOf(discordObject<APIApplicationCommand>()),
    /** The ids of those that the person one is may use. */
    usable: listOf(z.string()),
    /** Names of everybody and of every channel, for mentions. */
    names: z.record(z.string(), z.string()),
    /** The base of the CDN's addresses in messages; the page asks its own server instead, at `/cdn`. */
    cdnUrl: z.string(),
  }),
  /** Everything a channel shows, oldest first. */
  z.object({ kind: z.literal('messages'), channelId: z.string(), messages: listOf(PageMessage) }),
  /** A new message, or a new look of one; in any channel the person sees. */
  z.object({ kind: z.literal('message'), channelId: z.string(), edited: z.boolean(), message: PageMessage }),
  z.object({ kind: z.literal('deleted'), channelId: z.string(), messageId: z.string() }),
  /** The bot is typing in a channel; shown for ten seconds or until its next message. */
  z.object({ kind: z.literal('typing'), channelId: z.string() }),
  z.object({ kind: z.literal('answer'), request: z.int(), answer: PageAnswer }),
  z.object({ kind: z.literal('log'), entries: listOf(PageLogEntry) }),
  z.object({ kind: z.literal('log-cleared') }),
  z.object({ kind: z.literal('bot'), state: BotState }),
  z.object({ kind: z.literal('clock'), clock: PageClock }),
]);
export type ToPage = z.infer<typeof ToPage>;

/** A frame that asks for an answer. */
export type Question = Extract<FromPage, { request: number }>;

/** The same before it has its number. */
export type UnnumberedQuestion = Question extends infer Each
  ? Each extends Question
    ? Omit<Each, 'request'>
    : never
  : never;

/** One frame of a page; undefined when it is none of the protocol's. */
export function readFromPage(text: string): FromPage | undefined {
  return FromPage.safeParse(parsed(text)).data;
}

/** One frame of the server; undefined when it is none of the protocol's, as from another version of it. */
export function readToPage(text: string): ToPage | undefined {
  return ToPage.safeParse(parsed(text)).data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: no frame either, which every schema then says.
    return undefined;
  }
}

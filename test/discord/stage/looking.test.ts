import { beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../../src/discord/rest/discordApi.ts';
import { Looking } from '../../../src/discord/stage/looking.ts';
import type { WebhookRoute } from '../../../src/discord/stage/ports.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { planOf, postOf, replayOf } from '../../support/plans.ts';
import { answerError, refusal } from '../../support/restErrors.ts';

const OURS = 'our application';
const replay = replayOf(planOf('1'));
const post = postOf('Yes,  I do.', 3);
const gone = () => refusal(404, 10015);

/** The post itself, as a list of messages shows it, but for what is given. */
function messageOf(id: number, over: Partial<Message> = {}): Message {
  const message = { id: String(id), content: 'Yes, I do.', author: { username: ' Bob' }, webhook_id: 'hook' };
  return { ...message, application_id: OURS, ...over };
}

describe('a look for a post', () => {
  /** What is in the channel, oldest first. */
  let channel: Message[];
  let every: WebhookRoute[];
  /** What the webhook says that a message says. */
  let said: (messageId: string) => Promise<Message>;
  let list: (after: string) => Promise<Message[]>;
  let one: () => Promise<Message>;
  let looking: Looking;
  const look = (after = '1') => looking.look(replay, post, after);

  beforeEach(() => {
    channel = [];
    every = [{ id: 'hook', token: 'secret', threadChannelId: null }];
    said = () => Promise.reject(gone());
    list = async (after) =>
      channel
        .filter(({ id }) => BigInt(id) > BigInt(after))
        .slice(0, 100)
        .toReversed();
    one = () => Promise.reject(refusal(404, 10008));
    looking = new Looking({
      api: {
        messagesAfter: (_, after) => list(after),
        message: () => one(),
        webhookMessage: (_, id) => said(id),
      },
      routes: { every: async () => every },
      obstacles: { behind: async () => ({ kind: 'blocked', reason: { kind: 'late' } }) },
      applicationId: OURS,
      clock: new FakeClock(),
    });
  });

  it('finds it by webhook, name and text, behind hundreds of others, and never the message it begins after', async () => {
    channel = [
      messageOf(1),
      ...Array.from({ length: 250 }, (_, n) => messageOf(n + 2, { content: 'other' })),
      messageOf(300),
    ];
    expect(await look()).toEqual({ kind: 'posted', messageId: '300' });
  });

  it.each([
    ['by the webhook of another application', { application_id: 'theirs', webhook_id: 'their hook' }],
    ['by a person', { application_id: null, webhook_id: null }],
    ['by the bot itself', { webhook_id: undefined }],
    ['an answer to a command', { webhook_id: OURS }],
    ['under another name', { author: { username: 'Alice' } }],
    ['with another text', { content: 'No.' }],
  ])('does not take a message for it that is %s', async (_, over) => {
    channel = [messageOf(2, over)];
    expect(await look()).toEqual({ kind: 'absent' });
  });

  it.each([
    ['the application is not told', { application_id: null }],
    ['only the application is told, of a webhook that nobody remembers', { webhook_id: 'forgotten' }],
  ])('knows it where %s', async (_, over) => {
    channel = [messageOf(2, over)];
    expect(await look()).toEqual({ kind: 'posted', messageId: '2' });
  });

  it.each([
    ['is the post’s', async () => messageOf(2), 'posted'],
    ['is another', async () => messageOf(2, { content: 'No.' }), 'absent'],
    ['is hidden from it too', async () => messageOf(2, { content: '' }), 'posted'],
    ['can no longer be asked for, as the webhook is gone', () => Promise.reject(gone()), 'posted'],
    ['cannot be had just now', () => Promise.reject(answerError(504)), 'unseen'],
  ])('asks the webhook for a hidden text, and when that %s says so', async (_, answer, kind) => {
    channel = [messageOf(2, { content: '' })];
    said = answer;
    expect(await look()).toMatchObject({ kind });
  });

  it('tells an empty channel from a history that it may not read', async () => {
    expect(await look()).toEqual({ kind: 'absent' });
    one = () => Promise.reject(refusal(403, 50013));
    const reason = { kind: 'missing-permission', permission: 'ReadMessageHistory' };
    expect(await look()).toEqual({ kind: 'blocked', reason });
  });

  it.each([
    ['is refused by Discord', refusal(404, 10003), { kind: 'blocked' }],
    ['was never sent', Object.assign(new Error(), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }), { kind: 'unseen' }],
    ['is answered by something else', answerError(200), { kind: 'unseen' }],
    [
      'is refused as one too many, by whomever',
      answerError(429, 9_000),
      { kind: 'rate-limited', for: 9_000, refused: true },
    ],
  ])('that %s says so', async (_, error, outcome) => {
    list = () => Promise.reject(error);
    expect(await look()).toMatchObject(outcome);
  });
});

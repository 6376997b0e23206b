import { describe, expect, it } from 'vitest';
import { housePolicies } from '../../../src/sandbox/program/housePolicies.ts';

const silent = { allowed_mentions: { parse: [] } };
const face = { username: 'Mika', avatar_url: 'https://example.com/a.png' };

function broken(route: string, body: unknown): string[] {
  const [method = '', target = ''] = route.split(' ');
  const [path = '', query] = target.split('?');
  const request = { method, path, query: new URLSearchParams(query), body, files: [] };
  return housePolicies.flatMap((judge) => judge(request)).map(({ rule }) => rule);
}

const execute = 'POST /webhooks/1/token?wait=true';
const callback = 'POST /interactions/1/token/callback';

describe('the policies of the house', () => {
  it.each<[string, string, unknown]>([
    ['a message', 'POST /channels/1/messages', { content: 'Hi' }],
    [
      'a message that names people to ping',
      'POST /channels/1/messages',
      { allowed_mentions: { parse: [], users: ['1'] } },
    ],
    [
      'a message that names roles to ping',
      'POST /channels/1/messages',
      { allowed_mentions: { parse: [], roles: ['1'] } },
    ],
    [
      'a message that pings whoever it mentions',
      'POST /channels/1/messages',
      { allowed_mentions: { parse: ['users'] } },
    ],
    ['an edit', 'PATCH /channels/1/messages/2', { content: 'Hi' }],
    ['a post', execute, { content: '@everyone', ...face }],
    ['an edit of a post', 'PATCH /webhooks/1/token/messages/2', { content: 'Hi' }],
    ['an answer', callback, { type: 4, data: { content: 'Hi' } }],
    ['an updated message', callback, { type: 7, data: { content: 'Hi' } }],
    ['a post in a forum', 'POST /channels/1/threads', { name: 'Talk', message: { content: 'Hi' } }],
  ])('the policies of the house do not let %s ping anybody', (_, route, body) => {
    expect(broken(route, body)).toEqual(['no-mentions']);
  });

  it.each<[string, string, unknown]>([
    ['a silent message', 'POST /channels/1/messages', silent],
    ['a silent post with a name and a face', execute, { ...silent, ...face }],
    ['a later answer to an interaction, which has no name of its own', execute, silent],
    ['an answer that is put off', callback, { type: 5 }],
    ['choices', callback, { type: 8, data: { choices: [] } }],
    ['a public ThreadChannel', 'POST /channels/1/threads', { name: 'Talk', type: 11 }],
    ['a silent post in a forum', 'POST /channels/1/threads', { name: 'Talk', message: silent }],
    ['a question', 'GET /channels/1/messages', undefined],
  ])('the policies of the house have nothing against %s', (_, route, body) => {
    expect(broken(route, body)).toEqual([]);
  });

  it('the policies of the house want every post to wait for its message', () => {
    expect(broken('POST /webhooks/1/token', { ...silent, ...face })).toEqual(['webhook-wait']);
    expect(broken('POST /webhooks/1/token?wait=false', { ...silent, ...face })).toEqual(['webhook-wait']);
  });

  it('the policies of the house want a post under a name to have a face', () => {
    expect(broken(execute, { ...silent, username: 'Mika' })).toEqual(['webhook-avatar']);
  });

  it('the policies of the house want a new ThreadChannel to say of which kind it is', () => {
    expect(broken('POST /channels/1/threads', { name: 'Talk' })).toEqual(['thread-type']);
  });
});

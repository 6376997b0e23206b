import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { measuredRequests, routeOf } from '../../../src/discord/rest/measuredRequests.ts';
import type { Measurement } from '../../../src/runtime/measurements.ts';

describe('the route of a request', () => {
  it.each([
    ['https://discord.com/api/v10/channels/1234567890/messages/99?after=5', '/channels/:id/messages/:id'],
    ['https://discord.com/api/v10/webhooks/1234567890/aBc_dEf-123?wait=true', '/webhooks/:id/:id'],
    ['https://discord.com/api/v10/webhooks/1/token/messages/@original', '/webhooks/:id/:id/messages/@original'],
    ['https://discord.com/api/v10/interactions/1/token/callback', '/interactions/:id/:id/callback'],
    ['https://discord.com/api/v10/channels/1/threads/archived/public', '/channels/:id/threads/archived/public'],
    ['https://discord.com/api/v10/applications/1/emojis', '/applications/:id/emojis'],
    ['https://discord.com/api/v10/guilds/1/threads/active', '/guilds/:id/threads/active'],
    ['https://discord.com/api/v10/gateway/bot', '/gateway/bot'],
    ['http://proxy.example/somebody/secret/v10/gateway/bot', '/gateway/bot'],
  ])('%s is %s', (url, route) => {
    expect(routeOf(url)).toBe(route);
  });

  it('nothing that is not one of Discord’s own words ever gets into a route', () => {
    const segment = fc.oneof(
      fc.webSegment(),
      fc.bigInt(1n << 40n, 1n << 63n).map(String),
      fc.constantFrom('channels', ''),
    );
    fc.assert(
      fc.property(fc.array(segment), fc.boolean(), (segments, isDiscords) => {
        const route = routeOf(`https://proxy.example${isDiscords ? '/api/v10' : ''}/${segments.join('/')}`);
        expect(route).toMatch(/^(\/(:id|@?[a-z]+[a-z\d]*))*$/);
        expect(route.split('/').length).toBeLessThan(12);
        const words = route.split('/').filter((word) => word !== ':id' && word !== '');
        for (const word of words) expect(word).not.toMatch(/\d{3}/);
      }),
    );
  });
});

describe('a measured request', () => {
  let measured: Measurement[];

  beforeEach(() => {
    measured = [];
  });

  const request = (answer: () => Promise<Response>) =>
    measuredRequests(answer, (measurement) => measured.push(measurement))(
      'https://discord.com/api/v10/channels/1234567890/messages',
      { method: 'POST' },
    );

  it('a request that is answered is measured with its status, and answered as it was', async () => {
    const answer = new Response('{}', { status: 201 });
    expect(await request(async () => answer)).toBe(answer);
    expect(measured).toEqual([
      {
        kind: 'request',
        ...{ method: 'POST', route: '/channels/:id/messages', status: 201, scope: undefined },
        duration: expect.any(Number),
      },
    ]);
  });

  it('a request that nobody answers is measured without a status, and fails as it did', async () => {
    const failure = new Error('ECONNRESET');
    await expect(request(() => Promise.reject(failure))).rejects.toBe(failure);
    expect(measured).toMatchObject([{ kind: 'request', status: undefined, scope: undefined }]);
  });

  it.each([
    ['user', 'user'],
    ['shared', 'shared'],
    ['global', 'global'],
    ['<a person>', 'other'],
    [undefined, 'other'],
  ])('a 429 with the scope %s counts as one of %s', async (header, scope) => {
    const headers = header === undefined ? {} : { 'X-RateLimit-Scope': header };
    await request(async () => new Response('{}', { status: 429, headers }));
    expect(measured).toMatchObject([{ status: 429, scope }]);
  });

  it('a scope counts where Discord refused alone, though it tells it with other answers too', async () => {
    await request(async () => new Response('{}', { headers: { 'X-RateLimit-Scope': 'user' } }));
    expect(measured).toMatchObject([{ scope: undefined }]);
  });
});

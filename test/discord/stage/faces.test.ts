import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DiscordApi } from '../../../src/discord/rest/discordApi.ts';
import { Faces } from '../../../src/discord/stage/faces.ts';
import { facesOf } from '../../../src/replay/casting.ts';
import type { FaceNumber } from '../../../src/replay/face.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../../src/sandbox/loopback/loopback.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { personaKey } from '../../../src/thread/identity.ts';
import { eventually } from '../../support/eventually.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { restOf } from '../../support/loopbackRest.ts';
import { PATIENCE } from '../../support/patience.ts';

const PICTURE = Buffer.from('picture');
const ROOM = { limit: 100_000, per: 1_000 };

/** The default avatars, as Discord numbers them. */
const DEFAULT = /\/embed\/avatars\/[0-5]\.png$/;

describe('the gallery of faces', () => {
  let discord: LoopbackDiscord;
  let store: Store;
  let clock: FakeClock;
  let drawn: FaceNumber[];
  let warnings: string[];

  beforeEach(async () => {
    discord = await startLoopbackDiscord({ limits: { global: ROOM, other: ROOM } });
    store = await openStore('sqlite::memory:');
    clock = new FakeClock();
    drawn = [];
    warnings = [];
  });

  afterEach(async () => {
    await discord.close();
    await store.close();
  });

  /** The faces as a process has them that has just started. */
  function start(over: Partial<ConstructorParameters<typeof Faces>[0]> = {}): Faces {
    return new Faces({
      api: new DiscordApi(restOf(discord, { globalRequestsPerSecond: 100_000 })),
      store: store.faces,
      painter: {
        async draw(face) {
          drawn.push(face);
          return PICTURE;
        },
      },
      clock,
      log: pino({ level: 'warn' }, { write: (line) => void warnings.push(line) }),
      applicationId: discord.world.bot.id,
      cdnUrl: discord.cdnUrl,
      patience: PATIENCE,
      ...over,
    });
  }

  const names = () => [...discord.world.emojis.values()].map(({ name }) => name);
  const uploads = () => discord.requests.filter(({ route }) => route === 'POST /applications/:id/emojis').length;
  const refuseUploads = () => {
    discord.intercept = ({ method, path }) =>
      method === 'POST' && path.endsWith('/emojis')
        ? Promise.resolve(Response.json({ code: 30008, message: 'Maximum number of emojis reached' }, { status: 400 }))
        : undefined;
  };

  it('a face is drawn and uploaded when it is first needed, and never again', async () => {
    const faces = start();
    expect(await faces.known(7)).toBeUndefined();
    const url = await faces.url(7);
    expect(url).toMatch(/\/emojis\/\d+\.png\?size=256$/);
    expect(await (await fetch(url)).bytes()).toEqual(new Uint8Array(PICTURE));
    expect([await faces.url(7), await faces.known(7), await faces.ready(7)]).toEqual([url, url, url]);
    expect(names()).toEqual(['face2_0007']);
    expect(drawn).toEqual([7]);
  });

  it('a face is uploaded once though many ask for it at the same time', async () => {
    const faces = start();
    const urls = await Promise.all(Array.from({ length: 20 }, (_, n) => faces.url(n % 2)));
    expect(new Set(urls).size).toBe(2);
    expect(names().toSorted()).toEqual(['face2_0000', 'face2_0001']);
    expect(drawn).toHaveLength(2);
  });

  it('a face is uploaded once though two processes need it at the same time', async () => {
    const other = await openStore('sqlite::memory:');
    const [one, another] = [start(), start({ store: other.faces })];
    const [first, second] = await Promise.all([one.url(7), another.url(7)]);
    expect(second).toBe(first);
    expect(names()).toEqual(['face2_0007']);
    expect(warnings).toEqual([]);
    await other.close();
  });

  it('faces take at most 1,024 of the 2,000 places for emojis, whatever is imported', async () => {
    const faces = start();
    for (let thread = 0; thread < 8; thread += 1) {
      const cast = Array.from({ length: 400 }, (_, n) => personaKey({ en: `Anonymous ${thread}-${n}` }));
      await faces.prepare([...facesOf(cast).values()]);
    }
    expect(names().length).toBeGreaterThan(900);
    const crowd = Array.from({ length: 2_000 }, (_, n) => personaKey({ en: `Anonymous ${n}` }));
    await faces.prepare([...facesOf(crowd).values()]);
    expect(new Set(names()).size).toBe(1_024);
    expect(uploads()).toBe(1_024);
  });

  it('a default avatar is shown, never none, while no face can be uploaded; after a minute it is tried again, whatever the clock shows', async () => {
    refuseUploads();
    const faces = start();
    expect(await faces.url(7)).toMatch(DEFAULT);
    expect(await faces.url(8)).toMatch(DEFAULT);
    expect(await faces.ready(7)).toMatch(DEFAULT);
    expect(uploads()).toBe(1);
    expect(warnings).toHaveLength(1);
    discord.intercept = () => undefined;
    clock.leap(-86_400_000);
    await clock.advance(60_000);
    expect(await faces.url(7)).toMatch(/\/emojis\//);
  });

  it('a default avatar is shown when drawing fails', async () => {
    const faces = start({ painter: { draw: () => Promise.reject(new Error('no pencil')) } });
    expect(await faces.url(7)).toMatch(DEFAULT);
    expect(warnings).toEqual([expect.stringContaining('no pencil')]);
  });

  it('a default avatar is shown when a face takes too long, and the face once it is there', async () => {
    const drawing = Promise.withResolvers<Uint8Array>();
    const faces = start({ patience: 1, painter: { draw: () => drawing.promise } });
    expect(await faces.url(7)).toMatch(DEFAULT);
    drawing.resolve(PICTURE);
    await eventually(async () => expect(await faces.known(7)).toBeDefined());
    expect(await faces.url(7)).toMatch(/\/emojis\//);
  });

  it('a face uploaded before a restart is found again without a request', async () => {
    const url = await start().url(7);
    const before = discord.requests.length;
    const faces = start();
    expect(await faces.known(7)).toBe(url);
    expect(await faces.url(7)).toBe(url);
    expect(discord.requests).toHaveLength(before);
  });

  it('a face uploaded under another database is found and used', async () => {
    const url = await start().url(7);
    const empty = await openStore('sqlite::memory:');
    const faces = start({ store: empty.faces });
    expect(await faces.url(7)).toBe(url);
    expect(uploads()).toBe(1);
    await empty.close();
  });

  it('a face that Discord took though its answer was lost is used', async () => {
    discord.intercept = (request, carryOut) =>
      request.method === 'POST' && request.path.endsWith('/emojis')
        ? carryOut().then(() => Response.json({}, { status: 502 }))
        : undefined;
    expect(await start().url(7)).toMatch(/\/emojis\//);
    expect(names()).toEqual(['face2_0007']);
    expect(warnings).toEqual([]);
  });

  it('a face that somebody deleted is made anew, and other emojis are left alone', async () => {
    const api = new DiscordApi(restOf(discord));
    const image = `data:image/png;base64,${PICTURE.toString('base64')}`;
    for (const name of ['face1_0007', 'face2_9999', 'kettle'])
      await api.makeEmoji(discord.world.bot.id, { name, image });
    const url = await start().url(7);
    const id = /emojis\/(\d+)/.exec(url)?.[1] ?? '';
    discord.world.emojis.delete(id);

    const faces = start();
    await faces.prepare([7]);
    const anew = await faces.known(7);
    expect(anew).not.toBe(url);
    expect(await start().known(7)).toBe(anew);
    expect(uploads()).toBe(5);
    expect(names().toSorted()).toEqual(['face1_0007', 'face2_0007', 'face2_9999', 'kettle']);
  });

  it('known faces are shown though Discord does not say which it has', async () => {
    const url = await start().url(7);
    discord.intercept = ({ method, path }) =>
      method === 'GET' && path.endsWith('/emojis') ? Promise.resolve(Response.json({}, { status: 500 })) : undefined;
    const faces = start();
    await faces.prepare([7]);
    expect(warnings).toEqual([expect.stringContaining('which faces Discord has')]);
    expect(await faces.url(7)).toBe(url);
    expect(await faces.url(8)).toMatch(DEFAULT);
  });
});

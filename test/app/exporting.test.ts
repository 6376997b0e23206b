import { describe, expect, it } from 'vitest';
import { Exporting, exportFormats } from '../../src/app/exporting.ts';
import type { FaceNumber } from '../../src/replay/face.ts';
import { threadSlug } from '../../src/thread/identity.ts';
import { readThreadJson } from '../../src/thread/json.ts';
import { parseThread } from '../../src/thread/parse.ts';
import { callBy } from '../support/calls.ts';
import { libraryOf } from '../support/library.ts';
import { sourceOf, threadOf } from '../support/sources.ts';

const thread = threadOf(sourceOf());
const id = threadSlug(thread);
const manager = callBy({ rights: ['ManageGuild'] });

/** Exporting from a library of one thread, and the faces that were drawn. */
function setUp() {
  const drawn: { face: FaceNumber; pixels: number }[] = [];
  const painter = {
    draw: async (face: FaceNumber, pixels: number) => {
      drawn.push({ face, pixels });
      return Buffer.from(`face ${face}`);
    },
  };
  return { drawn, exporting: new Exporting({ library: libraryOf([thread]), painter }) };
}

describe('A thread is exported', () => {
  it('as text that is read back to the same thread, under its id', async () => {
    const { name, bytes } = await setUp().exporting.file(manager, 'A title', 'text');
    expect(name).toBe(`${id}.txt`);
    expect(parseThread(bytes)).toMatchObject({ ok: true, thread });
  });

  it('as JSON that is read back to the same thread', async () => {
    const { name, bytes } = await setUp().exporting.file(manager, id, 'json');
    expect(name).toBe(`${id}.json`);
    expect(readThreadJson(bytes)).toEqual({ ok: true, thread });
  });

  it('as Markdown, without drawing anything', async () => {
    const { exporting, drawn } = setUp();
    const { name, bytes } = await exporting.file(manager, id, 'markdown');
    expect(name).toBe(`${id}.md`);
    expect(Buffer.from(bytes).toString()).toMatch(/^# A title here\n/);
    expect(drawn).toEqual([]);
  });

  it('as a page in the reader’s language, with each persona’s face drawn once', async () => {
    const { exporting, drawn } = setUp();
    const japanese = callBy({ rights: ['ManageGuild'], language: 'ja' });
    const { name, bytes } = await exporting.file(japanese, id, 'html');
    expect(name).toBe(`${id}.html`);
    const page = Buffer.from(bytes).toString();
    expect(page).toContain('<html lang="ja">');
    expect(drawn).toHaveLength(2);
    for (const { face, pixels } of drawn) {
      expect(page).toContain(Buffer.from(`face ${face}`).toString('base64'));
      expect(pixels).toBe(80);
    }
  });
});

it.each(Object.keys(exportFormats) as (keyof typeof exportFormats)[])(
  'an export as %s is refused to who may not manage the server',
  async (format) => {
    await expect(setUp().exporting.file(callBy(), id, format)).rejects.toMatchObject({
      problem: { code: 'manage-server-needed' },
    });
  },
);

it('a thread that the server does not see is not exported', async () => {
  await expect(setUp().exporting.file(manager, 'Something else', 'text')).rejects.toMatchObject({
    problem: { code: 'no-such-thread', asked: 'Something else' },
  });
});

import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/app/call.ts';
import { Refusal } from '../../src/app/problem.ts';
import { Reading } from '../../src/app/reading.ts';
import { threadFaces } from '../../src/replay/casting.ts';
import type { FaceNumber } from '../../src/replay/face.ts';
import { personaKey } from '../../src/thread/identity.ts';
import type { Thread } from '../../src/thread/model.ts';
import { libraryOf } from '../support/library.ts';

const [ann, bob] = [{ en: 'Ann' }, { en: 'Bob', ja: 'ボブ' }];
const thread: Thread = {
  ...{ category: '', date: '2026-01-01', author: ann, title: { en: 'Older' } },
  comments: [{ persona: bob, text: { en: 'Hi.' } }],
};

const call: Call = {
  id: '1',
  requester: { userId: 'person', language: 'en', rights: new Set() },
  place: { serverId: 'server', channelId: 'channel', preferredLocale: null, botRights: new Set(), anchor: '1' },
};

const faces = threadFaces(thread);
const bobsFace = faces.get(personaKey(bob));
const prepared: FaceNumber[] = [];

const reading = new Reading({
  library: libraryOf([thread]),
  faces: {
    known: async (face) => (face === bobsFace ? 'https://face' : undefined),
    prepare: async (shown) => void prepared.push(...shown),
  },
});

describe('Reading', () => {
  it('gives a comment by its number, and the post as number 0', async () => {
    expect((await reading.comment(call, '2026-01-01-older', 0)).said).toMatchObject({ persona: ann });
    expect((await reading.comment(call, '2026-01-01-older', 1)).said).toMatchObject({ persona: bob });
  });

  it('refuses a comment that is not there, or of no such thread', async () => {
    for (const [id, number] of [
      ['2026-01-01-older', 2],
      ['nonsense', 0],
    ] as const) {
      await expect(reading.comment(call, id, number)).rejects.toThrow(new Refusal({ code: 'no-such-comment' }));
    }
  });

  it('gives a persona with the face that has been drawn, and without one otherwise', async () => {
    expect(await reading.persona(call, 'ボブ')).toMatchObject({ face: bobsFace, faceUrl: 'https://face' });
    const annsCard = await reading.persona(call, 'ann');
    expect(annsCard).toMatchObject({ face: faces.get(personaKey(ann)), faceUrl: undefined });
    await reading.prepareFace(annsCard);
    expect(prepared).toEqual([annsCard.face]);
  });

  it('completes personas of the thread that is named so far, else of all', async () => {
    const ids = async (named: string | undefined) =>
      (await reading.completePersona(call, named, '')).map(({ id }) => id);
    expect(await ids('older')).toEqual(['ann', 'bob']);
    expect(await ids('nonsense')).toEqual(['ann', 'bob']);
    expect(await ids(undefined)).toEqual(['ann', 'bob']);
  });
});

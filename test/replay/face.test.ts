import { expect, it } from 'vitest';
import { FaceNumber, faceWith, GALLERY_SIZE, ownFace, traitsBeyond, traitsOf } from '../../src/replay/face.ts';
import { personaKey } from '../../src/thread/identity.ts';

const all = Array.from({ length: GALLERY_SIZE }, (_, face) => face);

it('each of the 1,024 faces is a hairstyle, a hair colour and a background that no other has together', () => {
  expect(GALLERY_SIZE).toBe(1_024);
  expect(all.map((face) => faceWith(traitsOf(face)))).toEqual(all);
  expect(new Set(all.map((face) => JSON.stringify(traitsOf(face)))).size).toBe(1_024);
});

it('from any face every face is reached by steps in its traits', () => {
  const reached = all.map((face) => faceWith(traitsBeyond(traitsOf(777), traitsOf(face))));
  expect(new Set(reached).size).toBe(1_024);
  expect(reached.every((face) => FaceNumber.safeParse(face).success)).toBe(true);
  expect(traitsBeyond(traitsOf(777), { hair: 0, colour: 0, background: 1 })).toEqual({
    ...traitsOf(777),
    background: (traitsOf(777).background + 1) % 8,
  });
});

it('a persona’s own face follows from its key, today as ever, and all faces are somebody’s', () => {
  expect(ownFace(personaKey({ en: 'Food Chemist', ja: '食品化学者' }))).toBe(762);
  const owners = Array.from({ length: 20_000 }, (_, n) => ownFace(personaKey({ en: `Anonymous ${n}` })));
  expect(new Set(owners).size).toBe(1_024);
});

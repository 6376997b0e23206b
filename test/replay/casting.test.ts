import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facesOf, threadFaces } from '../../src/replay/casting.ts';
import { type FaceNumber, GALLERY_SIZE, ownFace, traitsOf } from '../../src/replay/face.ts';
import { PersonaKey, personaKey } from '../../src/thread/identity.ts';
import { shippedThread } from '../support/shippedThread.ts';

const key = fc.string({ minLength: 1, maxLength: 12 }).map((name) => PersonaKey.parse(name));

const castOf = (size: number) => fc.uniqueArray(key, { minLength: size, maxLength: size });

const everyFace: readonly FaceNumber[] = Array.from({ length: GALLERY_SIZE }, (_, face) => face);

/** A cast whose own faces are few, so that they are in each other's way. */
function doubles(size: number, faces: number): PersonaKey[] {
  const found: PersonaKey[] = [];
  for (let n = 0; found.length < size; n += 1) {
    const name = PersonaKey.parse(`double ${n}`);
    if (ownFace(name) < faces) found.push(name);
  }
  return found;
}

/** How many of the three traits two faces have in common. */
function likeness(one: FaceNumber, other: FaceNumber): number {
  const [first, second] = [traitsOf(one), traitsOf(other)];
  return (['hair', 'colour', 'background'] as const).filter((trait) => first[trait] === second[trait]).length;
}

/** The most that any two have in common. */
function mostAlike(faces: Iterable<FaceNumber>): number {
  const all = [...faces];
  return Math.max(...all.flatMap((one, index) => all.slice(index + 1).map((other) => likeness(one, other))));
}

describe('the faces of a cast', () => {
  it('eight personas differ from each other in hair, colour and background', () => {
    fc.assert(
      fc.property(castOf(8), (cast) => {
        expect(mostAlike(facesOf(cast).values())).toBe(0);
      }),
    );
    expect(mostAlike(facesOf(doubles(8, 2)).values())).toBe(0);
    expect(mostAlike(threadFaces(shippedThread).values())).toBe(0);
  });

  it('sixty-four personas have at most one of hair, colour and background in common', () => {
    fc.assert(
      fc.property(castOf(64), (cast) => {
        expect(mostAlike(facesOf(cast).values())).toBeLessThanOrEqual(1);
      }),
      { numRuns: 30 },
    );
    expect(mostAlike(facesOf(doubles(64, 16)).values())).toBe(1);
  });

  it('1,024 personas have a face each, and only more than that share one', () => {
    const cast = Array.from({ length: 2_000 }, (_, n) => personaKey({ en: `Anonymous ${n}` }));
    expect(new Set(facesOf(cast.slice(0, 1_024)).values()).size).toBe(1_024);
    const shared = facesOf(cast);
    expect(new Set(shared.values()).size).toBe(1_024);
    for (const late of cast.slice(1_024)) expect(shared.get(late)).toBe(ownFace(late));
  });

  it('a cast’s faces depend on nothing but who speaks, and who spoke before', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 40 }), fc.array(key, { maxLength: 5 }), (cast, later) => {
        const faces = facesOf(cast);
        expect(facesOf([...cast])).toEqual(faces);
        expect(facesOf([...cast, ...cast.toReversed()])).toEqual(faces);
        expect([...facesOf([...cast, ...later])].slice(0, faces.size)).toEqual([...faces]);
      }),
    );
  });

  it('a persona has its own face, unless that looks like the face of somebody who came before', () => {
    fc.assert(
      fc.property(castOf(8), (cast) => {
        const before: FaceNumber[] = [];
        for (const [name, face] of facesOf(cast)) {
          const isFree = before.every((other) => likeness(ownFace(name), other) === 0);
          expect(face === ownFace(name)).toBe(isFree);
          before.push(face);
        }
      }),
    );
  });

  it('a persona keeps as many traits as it can: where only the background is taken, hair and colour stay', () => {
    const [first] = doubles(1, 1);
    const second = Array.from({ length: 100_000 }, (_, n) => PersonaKey.parse(`second ${n}`)).find((name) => {
      const { hair, colour, background } = traitsOf(ownFace(name));
      return hair > 0 && colour > 0 && background === 0;
    });
    if (!first || !second) throw new Error('There is no such persona.');
    const face = facesOf([first, second]).get(second) ?? -1;
    expect(traitsOf(face)).toEqual({ ...traitsOf(ownFace(second)), background: 1 });
  });
});

describe('the nearest face', () => {
  it('a face that has to change keeps hair and colour wherever another background is enough', () => {
    const kept = (one: FaceNumber, other: FaceNumber) =>
      traitsOf(one).hair === traitsOf(other).hair && traitsOf(one).colour === traitsOf(other).colour;
    let changed = 0;
    for (let n = 0; n < 20; n += 1) {
      const before: FaceNumber[] = [];
      for (const [name, face] of facesOf(Array.from({ length: 40 }, (_, m) => PersonaKey.parse(`${n} ${m}`)))) {
        const own = ownFace(name);
        const isEnough = everyFace.some(
          (other) => kept(own, other) && before.every((earlier) => likeness(other, earlier) <= 1),
        );
        // Of the first eight no two have anything in common, so there is no choice.
        if (before.length >= 8 && face !== own && isEnough) {
          expect(kept(own, face)).toBe(true);
          changed += 1;
        }
        before.push(face);
      }
    }
    expect(changed).toBeGreaterThan(20);
  });
});

it('the author of a thread comes first, then the others in the order of their first words', () => {
  const [ann, bob] = [{ en: 'Ann' }, { en: 'Bob' }];
  const text = { en: 'Hi.' };
  const faces = threadFaces({
    author: bob,
    comments: [
      { persona: ann, text },
      { persona: bob, text },
    ],
  });
  expect([...faces]).toEqual([...facesOf([personaKey(bob), personaKey(ann)])]);
});

/** Gives everybody who speaks in a thread a face that is unlike all others of that thread. */
import { type PersonaKey, personaKey } from '../thread/identity.ts';
import type { Thread } from '../thread/model.ts';
import { type FaceNumber, type FaceTraits, faceWith, GALLERY_SIZE, ownFace, traitsBeyond, traitsOf } from './face.ts';

/** The traits that make a persona somebody else when they change, the least of them first. */
const WEIGHTS: FaceTraits = { background: 4, colour: 5, hair: 6 };

/** In the place of a trait; and more than any trait can be. */
const ANY = 16;
const BASE = ANY + 1;

/** The steps from a face to every face: first those that change one trait, the background before the colour before the hair. */
const NEAREST_FIRST: readonly FaceTraits[] = Array.from({ length: GALLERY_SIZE }, (_, face) => traitsOf(face)).sort(
  (one, other) => changeBy(one) - changeBy(other),
);

/** The faces of everybody who speaks in a thread, as all of its replays show them. */
export function threadFaces({ author, comments }: Pick<Thread, 'author' | 'comments'>): Map<PersonaKey, FaceNumber> {
  return facesOf([author, ...comments.map(({ persona }) => persona)].map(personaKey));
}

/**
 * The faces of a cast. A persona has its own face (`ownFace`) unless it looks like somebody's who came before; then
 * it has the nearest that does not, which keeps as many of its traits as can be.
 *
 * Up to 8 personas differ from each other in hair, colour and background. Up to 64 no two have more than one of the three
 * in common: to 63 others belong at most 7 with the same colour and 7 with the same background, and there are 16
 * hairstyles. Up to 1,024 no two have the same face. Beyond, faces are shared.
 *
 * @param cast in the order of their first words; only the first mention of each counts
 */
export function facesOf(cast: Iterable<PersonaKey>): Map<PersonaKey, FaceNumber> {
  const faces = new Map<PersonaKey, FaceNumber>();
  const seen = new Uint8Array(BASE ** 3);
  let shareable = 0;
  for (const key of new Set(cast)) {
    const own = ownFace(key);
    let face = nearest(own, seen, shareable);
    // What is used up stays used up: from here on everybody may share one trait more.
    while (face === undefined) {
      shareable += 1;
      face = nearest(own, seen, shareable);
    }
    const { hair, colour, background } = traitsOf(face);
    for (const h of [hair, ANY])
      for (const c of [colour, ANY]) for (const b of [background, ANY]) seen[combination(h, c, b)] = 1;
    faces.set(key, face);
  }
  return faces;
}

/** The nearest face that has at most `shareable` traits in common with each one seen. */
function nearest(own: FaceNumber, seen: Uint8Array, shareable: number): FaceNumber | undefined {
  const ownTraits = traitsOf(own);
  for (const steps of NEAREST_FIRST) {
    const traits = traitsBeyond(ownTraits, steps);
    if (!shares(traits, seen, shareable + 1)) return faceWith(traits);
  }
  return undefined;
}

/** Whether a face has so many traits in common with one that was seen; there is no fourth trait. */
function shares({ hair, colour, background }: FaceTraits, seen: Uint8Array, count: number): boolean {
  const has = (h: number, c: number, b: number) => seen[combination(h, c, b)] === 1;
  switch (count) {
    case 1:
      return has(hair, ANY, ANY) || has(ANY, colour, ANY) || has(ANY, ANY, background);
    case 2:
      return has(hair, colour, ANY) || has(hair, ANY, background) || has(ANY, colour, background);
    case 3:
      return has(hair, colour, background);
    default:
      return false;
  }
}

/** A number for each combination of traits, some of which may be {@link ANY}. */
function combination(hair: number, colour: number, background: number): number {
  return (hair * BASE + colour) * BASE + background;
}

function changeBy(steps: FaceTraits): number {
  const { hair, colour, background } = steps;
  return (hair > 0 ? WEIGHTS.hair : 0) + (colour > 0 ? WEIGHTS.colour : 0) + (background > 0 ? WEIGHTS.background : 0);
}

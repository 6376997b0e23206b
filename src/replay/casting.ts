/** Gives everybody who speaks in a thread a face that is unlike all others of that thread. */
import { type PersonaKey, personaKey } from '../thread/identity.ts';
import type { Thread } from '../thread/model.ts';
import { type FaceNumber, type FaceTraits, faceBeyond, GALLERY_SIZE, ownFace, traitsOf } from './face.ts';

/** The traits that make a persona somebody else when they change, the least of them first. */
const WEIGHTS: FaceTraits = { background: 4, colour: 5, hair: 6 };

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
  const seen = new Set<string>();
  let shareable = 0;
  for (const key of new Set(cast)) {
    const own = ownFace(key);
    let face = nearest(own, seen, shareable);
    // What is used up stays used up: from here on everybody may share one trait more.
    while (face === undefined) {
      shareable += 1;
      face = nearest(own, seen, shareable);
    }
    for (const count of [1, 2, 3]) for (const trait of combinations(face, count)) seen.add(trait);
    faces.set(key, face);
  }
  return faces;
}

/** The nearest face that has at most `shareable` traits in common with each one seen. */
function nearest(own: FaceNumber, seen: ReadonlySet<string>, shareable: number): FaceNumber | undefined {
  for (const steps of NEAREST_FIRST) {
    const face = faceBeyond(own, steps);
    if (!combinations(face, shareable + 1).some((traits) => seen.has(traits))) return face;
  }
  return undefined;
}

/** What a face shares with another that has so many of its traits; there is no fourth trait. */
function combinations(face: FaceNumber, count: number): string[] {
  const { hair, colour, background } = traitsOf(face);
  const [inHair, inColour, inBackground] = [`hair ${hair}`, `colour ${colour}`, `background ${background}`];
  switch (count) {
    case 1:
      return [inHair, inColour, inBackground];
    case 2:
      return [`${inHair} ${inColour}`, `${inHair} ${inBackground}`, `${inColour} ${inBackground}`];
    case 3:
      return [`${inHair} ${inColour} ${inBackground}`];
    default:
      return [];
  }
}

function changeBy(steps: FaceTraits): number {
  const { hair, colour, background } = steps;
  return (hair > 0 ? WEIGHTS.hair : 0) + (colour > 0 ? WEIGHTS.colour : 0) + (background > 0 ? WEIGHTS.background : 0);
}

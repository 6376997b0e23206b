/** The gallery of faces, each a number: what it is made of, and which of them is a persona's own. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { PersonaKey } from '../thread/identity.ts';

const HAIRSTYLES = 16;
const COLOURS = 8;
const BACKGROUNDS = 8;

/** How many faces there are; an application has room for 2,000 emojis (`resources/emoji`), and each face takes one. */
export const GALLERY_SIZE = HAIRSTYLES * COLOURS * BACKGROUNDS;

/** A face of the gallery. */
export const FaceNumber = z
  .number()
  .int()
  .min(0)
  .max(GALLERY_SIZE - 1);
export type FaceNumber = z.infer<typeof FaceNumber>;

/** What tells faces apart at 40 pixels. Every combination is one face, and every face one combination. */
export type FaceTraits = {
  /** A hairstyle, 0 to 15. */
  readonly hair: number;
  /** A colour of the hair, 0 to 7. */
  readonly colour: number;
  /** A colour of the ground, 0 to 7. */
  readonly background: number;
};

/** What makes up a face. */
export function traitsOf(face: FaceNumber): FaceTraits {
  return {
    hair: face % HAIRSTYLES,
    colour: Math.floor(face / HAIRSTYLES) % COLOURS,
    background: Math.floor(face / (HAIRSTYLES * COLOURS)),
  };
}

/** The face that is made up of these. */
export function faceWith({ hair, colour, background }: FaceTraits): FaceNumber {
  return hair + (colour + background * COLOURS) * HAIRSTYLES;
}

/** The traits that are so many steps further; behind a trait's last value comes its first. */
export function traitsBeyond({ hair, colour, background }: FaceTraits, steps: FaceTraits): FaceTraits {
  return {
    hair: (hair + steps.hair) % HAIRSTYLES,
    colour: (colour + steps.colour) % COLOURS,
    background: (background + steps.background) % BACKGROUNDS,
  };
}

/** The face that a persona has wherever nobody else looks like it; it follows from the key alone. */
export function ownFace(key: PersonaKey): FaceNumber {
  return createHash('sha256').update(key).digest().readUInt32BE() % GALLERY_SIZE;
}

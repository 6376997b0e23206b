import { createHash } from 'node:crypto';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { drawFace, faceSvg } from '../../../src/discord/stage/faceDrawing.ts';
import { threadFaces } from '../../../src/replay/casting.ts';
import { type FaceNumber, GALLERY_SIZE, traitsOf } from '../../../src/replay/face.ts';
import { shippedThread } from '../../support/shippedThread.ts';

/** Pixels of an avatar's side in a chat. */
const SHOWN = 40;

/** The red, green and blue of every pixel inside the circle that Discord shows of an avatar. */
function shown(face: FaceNumber): number[] {
  const { pixels } = new Resvg(faceSvg(face, SHOWN), { font: { loadSystemFonts: false } }).render();
  const middle = (SHOWN - 1) / 2;
  return [...pixels].filter((_, at) => {
    const pixel = Math.floor(at / 4);
    const isInside = Math.hypot((pixel % SHOWN) - middle, Math.floor(pixel / SHOWN) - middle) <= SHOWN / 2;
    return isInside && at % 4 < 3;
  });
}

/** How far two pictures are from each other, as a share of the way from black to white. */
function difference(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length / 255;
}

/** The smallest difference of any two. */
function leastDifference(faces: Iterable<FaceNumber>): number {
  const pictures = [...faces].map(shown);
  return Math.min(...pictures.flatMap((one, at) => pictures.slice(at + 1).map((other) => difference(one, other))));
}

describe('faces as drawn', () => {
  it('a drawn face is a PNG of the size asked for, small enough for an emoji', () => {
    for (const [pixels, most] of [
      [256, 24_000],
      [80, 6_000],
    ] as const) {
      const png = Buffer.from(drawFace(300, pixels));
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([pixels, pixels]);
      expect(png.length).toBeLessThan(most);
    }
  });

  it('the pictures are those of this design: whoever changes one gives the design a new number, and this digest', () => {
    const digest = createHash('sha256');
    for (let face = 0; face < GALLERY_SIZE; face += 1) digest.update(faceSvg(face, 256));
    expect(digest.digest('hex').slice(0, 16)).toBe('c9654060d745cc26');
  });

  it('the personas of the shipped thread look clearly different at 40 pixels', () => {
    expect(leastDifference(threadFaces(shippedThread).values())).toBeGreaterThan(0.15);
  });

  it('two faces look clearly different at 40 pixels wherever hair, colour and background differ', () => {
    const some = Array.from({ length: 128 }, (_, n) => (n * 37) % GALLERY_SIZE).map((face) => {
      return { traits: traitsOf(face), picture: shown(face) };
    });
    const differences = some.flatMap((one, at) =>
      some
        .slice(at + 1)
        .filter(({ traits: { hair, colour, background } }) => {
          return hair !== one.traits.hair && colour !== one.traits.colour && background !== one.traits.background;
        })
        .map((other) => difference(one.picture, other.picture)),
    );
    expect(differences.length).toBeGreaterThan(5_000);
    expect(Math.min(...differences)).toBeGreaterThan(0.1);
  });
});

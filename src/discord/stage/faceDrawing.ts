/** Draws the faces of the gallery: each the same on every machine. Slow to load; only the worker thread does. */
import { Avatar, Style } from '@dicebear/core';
// "Lorelei" by Lisa Wischofsky, CC0 1.0: heads that fill the picture, with hair that is told apart at 40 pixels.
import lorelei from '@dicebear/styles/lorelei.json' with { type: 'json' };
import { Resvg } from '@resvg/resvg-js';
import { type FaceNumber, traitsOf } from '../../replay/face.ts';

/** The sixteen that differ most at 40 pixels, a third of them short; the beards that go with each. */
const HAIRSTYLES = [
  { hair: 'variant05', beards: true },
  { hair: 'variant04', beards: true },
  { hair: 'variant13', beards: false },
  { hair: 'variant14', beards: false },
  { hair: 'variant16', beards: false },
  { hair: 'variant18', beards: false },
  { hair: 'variant20', beards: true },
  { hair: 'variant21', beards: false },
  { hair: 'variant24', beards: false },
  { hair: 'variant26', beards: false },
  { hair: 'variant27', beards: true },
  { hair: 'variant31', beards: false },
  { hair: 'variant35', beards: false },
  { hair: 'variant37', beards: true },
  { hair: 'variant42', beards: false },
  { hair: 'variant17', beards: false },
] as const;

/** Black, brown, ginger, blond, white, pink, blue, green: each stands out from every background and every skin. */
const COLOURS = ['1c1a20', '5e3014', 'c2481a', 'dda42b', 'f2f1ee', 'd6408f', '2f55c4', '1f8a58'];

/** Red, orange, yellow, green, turquoise, blue, violet, slate: seen on white and on Discord's dark ground. */
const BACKGROUNDS = ['ff8a94', 'ff9838', 'ffe45c', '9bdb6e', '4fd1c0', '74b4ff', 'b794f4', '8a93a8'];

/** Light enough for the black lines. */
const SKINS = ['fbdcc3', 'eebd90', 'c98f5f', '99623a'];

/** The friendly ones. */
const MOUTHS = [
  ...(['happy01', 'happy02', 'happy03', 'happy04', 'happy05', 'happy06', 'happy07', 'happy08', 'happy09'] as const),
  ...(['happy10', 'happy11', 'happy12', 'happy13', 'happy14', 'happy15', 'happy16', 'happy17', 'happy18'] as const),
];

const style = new Style(lorelei);

/**
 * A face as SVG. What its traits do not say (eyes, mouth, glasses …) follows from its number. Faces that have two traits
 * in common mostly differ in their skin.
 *
 * @param pixels of the picture's side
 */
export function faceSvg(face: FaceNumber, pixels: number): string {
  const { hair, colour, background } = traitsOf(face);
  const hairstyle = valueAt(HAIRSTYLES, hair);
  return new Avatar(style, {
    seed: String(face),
    size: pixels,
    // A head that reaches to the lower edge, so that its foot is not seen.
    scale: 1.15,
    translateY: 1,
    backgroundColor: valueAt(BACKGROUNDS, background),
    skinColor: valueAt(SKINS, (hair + colour + background) % SKINS.length),
    hairColor: valueAt(COLOURS, colour),
    hairVariant: hairstyle.hair,
    beardProbability: hairstyle.beards ? 25 : 0,
    mouthVariant: MOUTHS,
    glassesProbability: 25,
    earringsProbability: 20,
    frecklesProbability: 15,
    hairAccessoriesProbability: 0,
  }).toString();
}

/** A face as PNG; 256 pixels take some 12 KB, and an application emoji may have 256 KiB (`resources/emoji`). */
export function drawFace(face: FaceNumber, pixels: number): Uint8Array {
  return new Resvg(faceSvg(face, pixels), { font: { loadSystemFonts: false } }).render().asPng();
}

function valueAt<Value>(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new RangeError(`There is no face with trait ${index}.`);
  return value;
}

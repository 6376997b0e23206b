/** Draws the faces of personas: the same persona has the same face on every machine. */
import { createHash } from 'node:crypto';
import { Avatar, Style } from '@dicebear/core';
// "Lorelei" by Lisa Wischofsky, CC0 1.0: a head that fills the picture, told apart at 40 pixels and in a crowd.
import lorelei from '@dicebear/styles/lorelei.json' with { type: 'json' };
import { Resvg } from '@resvg/resvg-js';

/** The design of the faces; a change of the pictures needs a new number, so that stored ones are renewed. */
export const FACE_VERSION = 1;

/** Pixels of a face's side. */
const SIZE = 256;

/** Soft colours that keep the black lines readable, in light and dark clients. */
const BACKGROUNDS = [
  'f4b6b6',
  'f8d59a',
  'f6ea9c',
  'c6e8a9',
  'a9e5d5',
  'a6d8f5',
  'b3c2fb',
  'd3b7f7',
  'f5b6e0',
  'd9d4cc',
];

const style = new Style(lorelei);

/** A persona's face, a PNG of 256 × 256 pixels and some 10 KB; an application emoji may have 256 KiB (`resources/emoji`). */
export function renderFace(personaKey: string): Uint8Array {
  const svg = new Avatar(style, { seed: personaKey, size: SIZE, backgroundColor: BACKGROUNDS }).toString();
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
}

/** The name of the emoji that holds a face: 2 to 32 letters, digits and underscores, unlike any other's. */
export function faceName(personaKey: string): string {
  return `face${FACE_VERSION}_${createHash('sha256').update(personaKey).digest('hex').slice(0, 24)}`;
}

/** A bot's token as people paste it, and what is in its place when it is none. */
import type { TokenMistake } from './startupError.ts';

/** What people copy along before it: the variable's name, a shell's word for setting one, the header it is sent in. */
const LEADING = /^(?:export\s+|set\s+|\$env:|[a-z_-]*token\s*[=:]|authorization\s*:|bot\s+|bearer\s+)\s*/i;

/** A token is made of these alone; quotes of any kind, brackets, commas and spaces around it are not part of it. */
const AROUND = /^[^\w.$-]+|[^\w.-]+$/g;

/** Invisible characters (zero width, marks of direction, BOM) that come along when text is copied. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** The token in what somebody pasted; empty if there is nothing in it. */
export function cleanToken(pasted: string): string {
  let token = pasted.normalize('NFKC').replace(INVISIBLE, '');
  for (let before = ''; before !== token; ) {
    before = token;
    token = token.replace(AROUND, '').replace(LEADING, '');
  }
  return token;
}

/** Something that could go into a header: what servers that are compatible with Discord call a token may be any word. */
export function isOneWord(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token);
}

/**
 * What a text is instead of a token of Discord's, or undefined if it can be one: three parts between dots, of which the
 * first is the bot's id in base64 (`discord-api-docs reference#authentication`).
 */
export function tokenMistake(token: string): TokenMistake | undefined {
  if (/\s/.test(token)) return 'words';
  if (isDiscordToken(token)) return undefined;
  if (/^\d{15,20}$/.test(token)) return 'id';
  if (/^[\da-f]{64}$/i.test(token)) return 'public-key';
  if (/^[\w-]{32}$/.test(token)) return 'client-secret';
  return 'other';
}

function isDiscordToken(token: string): boolean {
  const [, id = ''] = /^([\w-]{20,})\.[\w-]{5,}\.[\w-]{25,}$/.exec(token) ?? [];
  return /^\d{15,20}$/.test(Buffer.from(id, 'base64url').toString('latin1'));
}

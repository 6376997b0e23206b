/** Titles that are as long, as loud and as tricky as the model allows. */
export const HOSTILE_TITLES: readonly string[] = [
  'x'.repeat(100_000),
  '*'.repeat(5_000),
  '@everyone <@1> <#2> <:smile:3> [tea](https://evil.example) **loud** `code` ||hidden|| # heading',
  `z${'\u0351\u0352\u0353\u0354'.repeat(500)}`,
  'مرحبا بالعالم, then English',
  '-# small',
  '> quoted',
  'https://evil.example/tea',
];

/** What a page in Markdown is made of, whatever language it is in: two that say the same have the same shape. */

/** Its parts, each kind in the order of the page; a comment behind a command, and which language a link leads to, left out. */
export function pageShape(page: string) {
  const lines = page.split('\n');
  return {
    headings: lines.filter((line) => line.startsWith('#')).map((line) => /^#+/.exec(line)?.[0]),
    tables: lines.filter((line) => line.startsWith('|')).map((line) => line.split('|').length - 2),
    points: lines.filter((line) => /^(- |\d\. )/.test(line)).map((line) => line.slice(0, 2)),
    blocks: [...page.matchAll(/^ *```(\w[\w ]*)$/gm)].map(([, kind]) => kind),
    commands: [...page.matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)].map(([, commands = '']) =>
      commands.replace(/ +# .*/g, ''),
    ),
    figures: lines.filter((line) => line.startsWith('![')).length,
    files: [...page.matchAll(/\]\((?!https?:)([^)]+)\)/g)]
      .map(([, file = '']) => file.replace('.ja.md', '.md'))
      .toSorted(),
  };
}

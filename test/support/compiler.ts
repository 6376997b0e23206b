/** What the TypeScript compiler says to pieces of code, with the project's own settings. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Compiles pieces of code, all at once; each may import the project's files as `~/src/…` and `~/commands/…`.
 *
 * @returns the compiler's messages for each piece, by its name; none for one that compiles
 */
export async function compile<Name extends string>(
  pieces: Readonly<Record<Name, string>>,
): Promise<Record<Name, string[]>> {
  const root = resolve('.');
  const folder = await mkdtemp(join(tmpdir(), 'reprise-compiler-'));
  try {
    const named = Object.entries<string>(pieces).map(([name, code], at) => ({ name, code, file: `piece${at}.mts` }));
    for (const { code, file } of named) {
      await writeFile(join(folder, file), code.replaceAll("'~/", `'${root}/`));
    }
    const config = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { typeRoots: [join(root, 'node_modules/@types')], noUnusedLocals: false },
      files: named.map(({ file }) => file),
      include: [join(root, 'src/**/*.d.ts')],
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const messages = await messagesOf(join(root, 'node_modules/.bin/tsc'), ['--pretty', 'false', '-p', folder], folder);
    const elsewhere = messages.filter((message) => !/^piece\d+\.mts\(/.test(message));
    if (elsewhere.length > 0) throw new Error(`The compiler fails outside of the pieces: ${elsewhere.join('\n')}`);
    // One entry for every piece.
    return Object.fromEntries(
      named.map(({ name, file }) => [name, messages.filter((message) => message.startsWith(`${file}(`))]),
    ) as Record<Name, string[]>;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What a compiler complains about, each with the indented lines that explain it. */
function messagesOf(program: string, args: readonly string[], cwd: string): Promise<string[]> {
  return new Promise((done) => {
    execFile(program, args, { cwd }, (_, stdout, stderr) => {
      done(`${stdout}${stderr}`.split(/\n(?! )/).filter((message) => message.trim() !== ''));
    });
  });
}

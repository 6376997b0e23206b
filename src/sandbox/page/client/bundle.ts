/** Makes the page's script and style sheet from their sources, in memory. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import type { Bundle } from '../routes.ts';

/** The style sheets, in the order in which they may override each other. */
const STYLES = ['base', 'layout', 'messages', 'components', 'markdown', 'composer', 'panel', 'overlays'];

/** @throws Error when the sources do not compile */
export async function bundleClient(): Promise<Bundle> {
  const [js, ...css] = await Promise.all([script(), ...STYLES.map(style)]);
  return { js, css: css.join('\n') };
}

async function script(): Promise<string> {
  const bundle = await rolldown({ input: fileURLToPath(new URL('main.ts', import.meta.url)), platform: 'browser' });
  try {
    // It does not leave the machine, so it may be long: the browser's tools show its sources.
    const { output } = await bundle.generate({ format: 'esm', sourcemap: 'inline' });
    return output[0].code;
  } finally {
    await bundle.close();
  }
}

function style(name: string): Promise<string> {
  return readFile(new URL(`styles/${name}.css`, import.meta.url), 'utf8');
}

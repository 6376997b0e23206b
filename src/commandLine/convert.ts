/** `convert`: writes threads in another format. */
import { stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { type ExportFormat, type ExportTools, exportFormats, type Format } from '../export/formats.ts';
import type { Pictures } from '../export/html.ts';
import { commandLineTexts } from '../i18n/commandLine.ts';
import { threadFaces } from '../replay/casting.ts';
import type { Language } from '../thread/bilingual.ts';
import type { Thread } from '../thread/model.ts';
import { checkFile } from './checkedFile.ts';
import { type NamedFile, namedFiles } from './namedFiles.ts';
import { write } from './output.ts';
import { CommandError } from './problem.ts';
import { forEach } from './progress.ts';
import { report } from './report.ts';
import { onOneLine, type Terminal } from './terminal.ts';

export type Conversion = {
  readonly to: ExportFormat;
  /** A file or a folder; undefined for the terminal. */
  readonly out: string | undefined;
  /** The language a web page opens in. */
  readonly reader: Language;
};

/**
 * Converts files; one with an error is left out, and makes the exit code 1. What is there already is written over.
 *
 * @throws CommandError when it cannot be told where to write, or not be written there
 */
export async function convert(paths: readonly string[], conversion: Conversion, terminal: Terminal): Promise<number> {
  const texts = commandLineTexts[terminal.language];
  const { ending, write: writeAs }: Format = exportFormats[conversion.to];
  const tools: ExportTools = { reader: conversion.reader, draw };
  const targets = await targetsOf(await namedFiles(paths), conversion.out, ending);
  let failed = 0;
  await forEach([...targets], terminal, async ([named, target]) => {
    const { path, thread, problems } = await checkFile(named, terminal.language);
    if (!thread) {
      failed += 1;
      // Standard output may be the file that somebody is making.
      report(path, problems, { ...terminal, out: terminal.err });
      return;
    }
    const written = await writeAs(thread, tools);
    if (target === undefined) return terminal.out(written);
    await write(target, written, true);
    terminal.err(`${onOneLine(texts.written(target))}\n`);
  });
  return failed > 0 ? 1 : 0;
}

/** Where each file goes. */
async function targetsOf(
  files: readonly NamedFile[],
  out: string | undefined,
  ending: string,
): Promise<Map<NamedFile, string | undefined>> {
  const isFolder = out !== undefined && ((await stat(out).catch(() => undefined))?.isDirectory() ?? false);
  if (files.length > 1 && !isFolder) throw new CommandError({ kind: 'folder-needed', option: '--out' });
  if (out === undefined || !isFolder) return new Map(files.map((file) => [file, out]));
  const targets = new Map<NamedFile, string>();
  const taken = new Set<string>();
  for (const file of files) {
    const target = join(out, basename(file.path, extname(file.path)) + ending);
    if (taken.has(target)) throw new CommandError({ kind: 'same-target', path: target });
    taken.add(target);
    targets.set(file, target);
  }
  return targets;
}

async function draw(thread: Thread, pixels: number): Promise<Pictures> {
  // Slow to load, and needed for pages alone.
  const { drawFace } = await import('../discord/stage/faceDrawing.ts');
  return new Map([...threadFaces(thread)].map(([key, face]) => [key, drawFace(face, pixels)]));
}

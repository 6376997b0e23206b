/** Under which licences packages are, and whether the project may use them. */
import { z } from 'zod';

/** The parts of `package-lock.json` that are read (`docs.npmjs.com/cli/configuring-npm/package-lock-json`). */
export const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
export type Lock = z.infer<typeof Lock>;

/** A package that is locked. */
export type LockedPackage = {
  readonly name: string;
  /** As the package states it, in SPDX's notation as a rule; undefined where neither it nor who brings it states one. */
  readonly licence: string | undefined;
  /** Whether it is installed for development alone, and so passed on to nobody. */
  readonly isForDevelopment: boolean;
};

/** What may be used, by its SPDX name. MPL-2.0 asks for changed files alone to be passed on, and none is changed here. */
const ALLOWED: ReadonlySet<string> = new Set([
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'CC0-1.0', 'PostgreSQL'],
  'MPL-2.0',
]);

/** What packages state that is no SPDX name, and what their files say. */
const READ: Readonly<Record<string, string>> = {
  // Its LICENSE is the Apache License 2.0.
  'discord-markdown-parser: Apache License': 'Apache-2.0',
  // The code is MIT, each style has a licence of its own: the one that is drawn is looked at in a test.
  '@dicebear/styles: SEE LICENSE IN LICENSE.md': 'MIT',
};

/** Every package of a lock file, in its order. A build for another platform is under the licence of what brings it. */
export function lockedPackages({ packages }: Lock): LockedPackage[] {
  const entries = Object.entries(packages).filter(([path]) => path !== '');
  return entries.map(([path, { license, dev, devOptional }]) => {
    const name = nameOf(path);
    const bringer = entries.find(([, { optionalDependencies }]) => optionalDependencies?.[name] !== undefined);
    return {
      name,
      licence: license ?? bringer?.[1].license,
      isForDevelopment: dev === true || devOptional === true,
    };
  });
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** Whether a package may be used: one of its licences by choice (`OR`), all of those that hold together (`AND`). */
export function isAllowed({ name, licence }: LockedPackage): boolean {
  if (licence === undefined) return false;
  const expression = READ[`${name}: ${licence}`] ?? licence;
  return expression
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => ALLOWED.has(one)));
}

/** How many packages there are under each licence, the most frequent first; `shipped` are those not for development. */
export function countLicences(packages: readonly LockedPackage[]): { licence: string; all: number; shipped: number }[] {
  const counts = Map.groupBy(packages, ({ licence = 'none' }) => licence);
  return [...counts]
    .map(([licence, under]) => ({
      ...{ licence, all: under.length },
      shipped: under.filter(({ isForDevelopment }) => !isForDevelopment).length,
    }))
    .sort((one, other) => other.all - one.all);
}

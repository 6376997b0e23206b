/** `npm run licences`: the licences of all packages that are locked; exit code 1 if one may not be used. */
import { readFileSync } from 'node:fs';
import { countLicences, isAllowed, Lock, lockedPackages } from './licences.ts';

const packages = lockedPackages(Lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8'))));
for (const { licence, all, shipped } of countLicences(packages)) {
  process.stdout.write(`${licence.padEnd(28)}${String(all).padStart(4)} packages, ${shipped} of them shipped\n`);
}
const refused = packages.filter((one) => !isAllowed(one));
for (const { name, licence = 'no licence' } of refused) {
  process.stderr.write(
    `${name} is under ${licence}: look at it, then allow it in test/licences/licences.ts or do without.\n`,
  );
}
process.exitCode = refused.length > 0 ? 1 : 0;

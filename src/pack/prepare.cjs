/**
 * Run by npm after `npm ci`: makes the pack where Rolldown is installed, as a development dependency. Without it, or where
 * it fails, the program runs from its sources: nothing is missing, so the installation goes on. The system's Node may be
 * one that reads no TypeScript; the packages for development bring their own.
 */
'use strict';

function hasRolldown() {
  try {
    require.resolve('rolldown');
    return true;
  } catch (_missing) {
    return false;
  }
}

if (hasRolldown() && process.features.typescript) {
  import('./buildProcess.ts').catch((error) => {
    process.stderr.write(`The program could not be packed, it will run from its sources. ${error}\n`);
  });
}

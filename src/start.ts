/** What `npm start` runs: the program, from the pack where one was made of exactly these sources, and else from them. */
import { dirname } from 'node:path';
import { currentPack } from './pack/origin.ts';

await import(currentPack(dirname(import.meta.dirname)) ?? './main.ts');

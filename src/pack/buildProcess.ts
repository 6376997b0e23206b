/** `npm run build`: makes the pack, from which `npm start` then runs. */
import { buildPack } from './build.ts';

await buildPack(process.cwd());

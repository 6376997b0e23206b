/** `npm run bench`: all benchmarks; `npm run bench NAME [options]`: one. */
import { benchSearch } from './search.ts';

const benches: Record<string, (options: string[]) => Promise<void>> = { search: benchSearch };

const [name, ...options] = process.argv.slice(2);
const chosen = name === undefined ? Object.values(benches) : [benches[name]];
for (const bench of chosen) {
  if (!bench) throw new Error(`There is no benchmark ${name}; there are: ${Object.keys(benches).join(', ')}.`);
  await bench(options);
}

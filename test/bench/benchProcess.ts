/** One benchmark, in a process of its own: told which by its arguments (a name, options as JSON), it sends its rows. */
import { benches } from './benches.ts';

const [name = '', options = '{}'] = process.argv.slice(2);
const bench = benches.get(name);
if (!bench) throw new Error(`There is no benchmark ${name}; there are: ${[...benches.keys()].join(', ')}.`);
const rows = await bench(JSON.parse(options));
process.send?.(rows, () => process.exit(0));

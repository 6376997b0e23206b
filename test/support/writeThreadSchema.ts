/** `npm run schema`: writes the JSON Schema of an exported thread, from the model, into the documentation. */
import { writeFileSync } from 'node:fs';
import { threadJsonSchema } from '../../src/thread/json.ts';

writeFileSync('docs/thread.schema.json', JSON.stringify(threadJsonSchema()));

/** The thread that reads one file; `memory.ts` starts it. */
import { workerData } from 'node:worker_threads';
import { readFuzzFile } from './judge.ts';

readFuzzFile(workerData);

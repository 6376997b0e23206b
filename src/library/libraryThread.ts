/** A thread as a library holds it. */
import type { Bilingual } from '../thread/bilingual.ts';
import type { Thread } from '../thread/model.ts';

/** A thread with the id that people and programs name it by. */
export type LibraryThread = { readonly id: string; readonly name: Bilingual; readonly thread: Thread };

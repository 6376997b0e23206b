/**
 * Faces are those of a gallery, by number; the emojis of the time when each persona had one of its own are left alone, for
 * posts still show them. Every post of a stored plan gets the number of its face.
 */
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { facesOf } from '../../../replay/casting.ts';
import { PersonaKey } from '../../../thread/identity.ts';
import { readJson } from '../../readJson.ts';

const Plan = z.looseObject({ script: z.array(z.looseObject({ persona: PersonaKey })) });

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('faces').execute();
  await db.schema
    .createTable('faces')
    .addColumn('application_id', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('face', 'integer', (column) => column.notNull())
    .addColumn('emoji_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('faces_key', ['application_id', 'version', 'face'])
    .execute();
  const { rows } = await sql<{ id: string }>`SELECT id FROM replays`.execute(db);
  for (const { id } of rows) await addFaces(db, id);
}

/** One plan at a time: a script may have megabytes. */
async function addFaces(db: Kysely<unknown>, id: string): Promise<void> {
  const { rows } = await sql<{ plan: string }>`SELECT plan FROM replays WHERE id = ${id}`.execute(db);
  for (const { plan } of rows) {
    const then = readJson(Plan, plan);
    // One that nobody can read is left as it is, and given up when the bot starts.
    if (!then) continue;
    const { script, ...others } = then;
    const faces = facesOf(script.map(({ persona }) => persona));
    const withFaces = { ...others, script: script.map((post) => ({ ...post, face: faces.get(post.persona) })) };
    await sql`UPDATE replays SET plan = ${JSON.stringify(withFaces)} WHERE id = ${id}`.execute(db);
  }
}

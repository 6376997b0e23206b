/** Where the store is: the value of `DATABASE_URL`. */
import { z } from 'zod';

/** `sqlite:` and the path of a file, or `sqlite::memory:` for one that is gone with the process. */
const SqliteUrl = z.templateLiteral(['sqlite:', z.string().min(1)]);

/** As libpq takes it (`postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS`), with one host. */
const PostgresUrl = z
  .templateLiteral([z.enum(['postgres://', 'postgresql://']), z.string().min(1)])
  .refine((url) => URL.canParse(url));

export const DatabaseUrl = z.union([SqliteUrl, PostgresUrl]);
export type DatabaseUrl = z.infer<typeof DatabaseUrl>;
export type PostgresUrl = z.infer<typeof PostgresUrl>;

/** Whether a store is one that several machines can share. */
export function isPostgresUrl(url: DatabaseUrl): url is PostgresUrl {
  return PostgresUrl.safeParse(url).success;
}

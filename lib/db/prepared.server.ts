import "server-only";
import type { Database } from "./client";

/**
 * Builds a statement once for each database and not for each run, because building takes longer than sending. Its values are placeholders. It has no
 * name, so PostgreSQL keeps nothing of it: connections may be shared by a pooler.
 */
export function prepared<Statement extends object>(
  build: (database: Database) => { prepare: (name: string) => Statement },
): (database: Database) => Statement {
  const built = new WeakMap<Database, Statement>();
  return (database) => {
    const known = built.get(database) ?? build(database).prepare("");
    built.set(database, known);
    return known;
  };
}

import type { PGlite } from "@electric-sql/pglite";

/** Parts of one query: Parse, Bind, Describe, Execute, Close, Flush. */
const PART_OF_A_QUERY = new Set([..."PBDECH"].map((letter) => letter.charCodeAt(0)));

const SYNC = Uint8Array.of("S".charCodeAt(0), 0, 0, 0, 4);

/**
 * Takes turns by query, not by message: one with parameters is several messages on one unnamed statement, so no other connection may come in from Parse
 * to Sync.
 */
export function withWholeQueries(database: PGlite): PGlite {
  let midQuery = false;
  const replaced: Partial<Pick<PGlite, "isInTransaction" | "execProtocolRawStream" | "exec">> = {
    isInTransaction: () => midQuery || database.isInTransaction(),
    execProtocolRawStream: async (message, options) => {
      midQuery = PART_OF_A_QUERY.has(message[0] ?? 0);
      await database.execProtocolRawStream(message, options);
    },
    // The server cleans up in this way after a connection that broke off.
    exec: async (statement, options) => {
      if (midQuery) await database.runExclusive(() => database.execProtocolRaw(SYNC));
      midQuery = false;
      return database.exec(statement, options);
    },
  };
  return new Proxy(database, {
    get(target, name) {
      const own: unknown = Reflect.get(replaced, name);
      const value: unknown = own ?? Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

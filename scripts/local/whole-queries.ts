import type { PGlite } from "@electric-sql/pglite";

/** What a client sends between the parts of one query: Parse, Bind, Describe, Execute, Close, Flush. */
const PART_OF_A_QUERY = new Set([..."PBDECH"].map((letter) => letter.charCodeAt(0)));

const SYNC = Uint8Array.of("S".charCodeAt(0), 0, 0, 0, 4);

/**
 * PGlite for a socket server that takes turns between connections at every message. Queries with parameters are
 * several messages and all use the one unnamed statement, so between two of them no other connection may come in.
 * The server already keeps to one connection while a transaction is open: from Parse to Sync counts as one.
 */
export function withWholeQueries(database: PGlite): PGlite {
  let midQuery = false;
  const replaced: Partial<Pick<PGlite, "isInTransaction" | "execProtocolRawStream" | "exec">> = {
    isInTransaction: () => midQuery || database.isInTransaction(),
    execProtocolRawStream: async (message, options) => {
      midQuery = PART_OF_A_QUERY.has(message[0] ?? 0);
      await database.execProtocolRawStream(message, options);
    },
    // How the server cleans up after a connection that broke off in the middle.
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

import { AsyncLocalStorage } from "node:async_hooks";
import { NodePgSession } from "drizzle-orm/node-postgres";
import pg from "pg";

/** Outlives the test files of this process, as what it is built into does. */
const globals = globalThis as typeof globalThis & { __insideTransaction?: AsyncLocalStorage<boolean> };

/**
 * A transaction that asks for a second connection waits for itself on PGlite, which has one session for all. On PostgreSQL it would go
 * unnoticed, so there it is refused.
 */
export function refuseSecondConnections(): void {
  globals.__insideTransaction ??= watchTransactions();
}

/** For a test that plays somebody else meanwhile, who has a connection of their own. */
export function onOtherConnection<Result>(work: () => Result): Result {
  return globals.__insideTransaction ? globals.__insideTransaction.exit(work) : work();
}

function watchTransactions(): AsyncLocalStorage<boolean> {
  const inside = new AsyncLocalStorage<boolean>();
  const original: Record<"transaction" | "connect", CallableFunction> = {
    transaction: NodePgSession.prototype.transaction,
    connect: pg.Pool.prototype.connect,
  };
  Object.assign(NodePgSession.prototype, {
    transaction(work: (tx: unknown) => unknown, ...settings: unknown[]): unknown {
      const watched = (tx: unknown) => inside.run(true, async () => await work(tx));
      return Reflect.apply(original.transaction, this, [watched, ...settings]);
    },
  });
  Object.assign(pg.Pool.prototype, {
    connect(...asked: unknown[]): unknown {
      if (inside.getStore()) {
        throw new Error(
          "a second connection is asked for inside a transaction: on PGlite it would wait for ever",
        );
      }
      return Reflect.apply(original.connect, this, asked);
    },
  });
  return inside;
}

import { AsyncLocalStorage } from "node:async_hooks";
import { NodePgSession } from "drizzle-orm/node-postgres";
import pg from "pg";

/** Lasts longer than a test file, as what it is built into does. */
const globals = globalThis as typeof globalThis & { __insideTransaction?: AsyncLocalStorage<boolean> };

/** On PGlite's one session a transaction waits forever for a second connection; on PostgreSQL this refuses it. */
export function refuseSecondConnections(): void {
  globals.__insideTransaction ??= watchTransactions();
}

/** Runs what somebody else does meanwhile in a test. */
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

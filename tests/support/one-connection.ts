import { AsyncLocalStorage } from "node:async_hooks";
import { Agent } from "node:http";
import { NodePgSession } from "drizzle-orm/node-postgres";
import pg from "pg";

/** Lasts longer than a test file, as what it is built into does. */
const globals = globalThis as typeof globalThis & {
  __insideTransaction?: AsyncLocalStorage<boolean>;
  __askedInside?: Error[];
};

/**
 * On PGlite's one session a transaction waits forever for a second connection; on PostgreSQL this refuses it. It also refuses to ask Stripe inside a
 * transaction: what Stripe has done stays when the transaction is rolled back, and while Stripe is slow its locks would be held.
 */
export function refuseSecondConnections(): void {
  globals.__insideTransaction ??= watchTransactions();
}

/** Whoever asks may take the refusal for an outage. What is built in by the first file of a process writes here for all that follow. */
function askedInside(): Error[] {
  globals.__askedInside ??= [];
  return globals.__askedInside;
}

/** @throws what was refused since the last call */
export function expectNobodyAskedInside(): void {
  const [first] = askedInside().splice(0);
  if (first) throw first;
}

/** Runs what somebody else does meanwhile in a test. */
export function onOtherConnection<Result>(work: () => Result): Result {
  return globals.__insideTransaction ? globals.__insideTransaction.exit(work) : work();
}

function watchTransactions(): AsyncLocalStorage<boolean> {
  const inside = new AsyncLocalStorage<boolean>();
  const original: Record<"transaction" | "connect" | "addRequest", CallableFunction> = {
    transaction: NodePgSession.prototype.transaction,
    connect: pg.Pool.prototype.connect,
    addRequest: Reflect.get(Agent.prototype, "addRequest"),
  };
  // Every request by HTTP of Stripe's package goes through an agent.
  Object.assign(Agent.prototype, {
    addRequest(...asked: unknown[]): unknown {
      if (inside.getStore()) {
        const error = new Error(
          "Stripe is asked inside a transaction: its answer stays when that is rolled back",
        );
        askedInside().push(error);
        throw error;
      }
      return Reflect.apply(original.addRequest, this, asked);
    },
  });
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

import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type pg from "pg";
import Stripe from "stripe";
import { afterAll } from "vitest";
import { connect } from "@/lib/db/client";
import type { TestDatabase } from "./database";

/** One run of the store, which stops for good before one of its calls of the database or Stripe. */
class StoreRun {
  calls = 0;
  isDead = false;
  readonly database: ReturnType<typeof connect>;
  private readonly clients: pg.PoolClient[] = [];
  readonly died: Promise<void>;
  private tell = () => {};

  constructor(
    url: string,
    private readonly diesBefore: number,
  ) {
    this.died = new Promise((resolve) => {
      this.tell = resolve;
    });
    this.database = connect(url, 5);
    this.database.$client.on("connect", (client) => this.watch(client));
  }

  /** Whether the call must not happen: this one is the last, or the run is over. */
  stops(): boolean {
    if (this.isDead) return true;
    this.calls += 1;
    if (this.calls !== this.diesBefore) return false;
    this.die();
    this.tell();
    return true;
  }

  die(): void {
    this.isDead = true;
    // A timer that is left, as of a lease, gets no connection.
    Object.assign(this.database.$client, { connect: never });
    for (const client of this.clients) {
      // Its connections are cut now, of which nobody is told.
      client.removeAllListeners("error");
      client.on("error", () => {});
    }
  }

  /** Ids of its connections at the server. */
  get backends(): number[] {
    return this.clients.flatMap((client) => ("processID" in client ? [Number(client.processID)] : []));
  }

  private watch(client: pg.PoolClient): void {
    this.clients.push(client);
    const query: CallableFunction = client.query.bind(client);
    Object.assign(client, {
      query: (...asked: unknown[]): unknown => {
        if (this.stops()) return never();
        const told = asked.at(-1);
        if (typeof told !== "function") return this.whileAlive(query(...asked));
        return query(...asked.slice(0, -1), (...answer: unknown[]) => !this.isDead && told(...answer));
      },
    });
  }

  /** An answer that comes after its end reaches nobody. */
  async whileAlive<Answer>(answer: Promise<Answer>): Promise<Answer> {
    try {
      const came = await answer;
      return this.isDead ? await never() : came;
    } catch (error) {
      if (this.isDead) return never();
      throw error;
    }
  }
}

/** What a stopped process waits for. */
const never = () => new Promise<never>(() => {});

const runs = new AsyncLocalStorage<StoreRun>();

const globals: object = globalThis;

/**
 * Makes the store stop at any of its calls, as a process that is killed does: nothing after the call happens, no `catch`, no `finally`, no
 * renewal of a lease, and the database rolls back what was open. Between two calls nothing changes that anybody else sees, so the points before
 * each call are all there are. Call it after `testStripe()`, before the store first asks Stripe. On PostgreSQL only, as a stopped
 * transaction on PGlite stops everybody.
 */
export function storeRuns({ db, url }: TestDatabase) {
  let alive: unknown;
  // The store's `db()` keeps its pool here.
  Object.defineProperty(globals, "__storeDatabase", {
    get: () => runs.getStore()?.database ?? alive,
    set: (value: unknown) => {
      alive = value;
    },
    configurable: true,
  });
  const make = Stripe.createNodeHttpClient;
  Object.assign(Stripe, {
    createNodeHttpClient: (...options: Parameters<typeof make>) => {
      const client = make(...options);
      const send = client.makeRequest.bind(client);
      client.makeRequest = (...asked) => {
        const run = runs.getStore();
        if (!run) return send(...asked);
        return run.stops() ? never() : run.whileAlive(send(...asked));
      };
      return client;
    },
  });

  // Test files share a process.
  afterAll(() => {
    Object.assign(Stripe, { createNodeHttpClient: make });
    Object.defineProperty(globals, "__storeDatabase", { value: alive, writable: true, configurable: true });
  });

  /**
   * Runs `work` in a store of its own that dies before its call number `diesBefore`, counted from 1.
   * @returns `died`, or that it finished before with so many calls
   */
  return async function runStore<Result>(
    diesBefore: number,
    work: () => Promise<Result>,
  ): Promise<{ died: true } | { died: false; calls: number; result: Result }> {
    const run = new StoreRun(url, diesBefore);
    const worked = runs.run(run, work).then((result) => ({ died: false as const, calls: run.calls, result }));
    const end = await Promise.race([worked, run.died.then(() => ({ died: true as const }))]);
    if (end.died) {
      worked.catch(() => {});
      await cut(run.backends);
    } else {
      await run.database.$client.end();
      run.die();
    }
    return end;
  };

  async function cut(backends: readonly number[]): Promise<void> {
    const list = sql.join(
      backends.map((pid) => sql`${pid}`),
      sql`, `,
    );
    if (backends.length === 0) return;
    await db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity where pid in (${list})`);
    for (;;) {
      const left = await db.execute(sql`select 1 from pg_stat_activity where pid in (${list})`);
      if (left.rows.length === 0) return;
      await delay(5);
    }
  }
}

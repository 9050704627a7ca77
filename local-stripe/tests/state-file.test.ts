import { spawn } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Entry } from "../src/state/journal-lines";
import { openStateFile, type StateFile } from "../src/state/state-file";
import { Store } from "../src/state/store";
import { client, failure, type Started, startStripe } from "./support";

let running: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const each of running) await each.close();
  running = [];
});

function newPath(): string {
  return join(mkdtempSync(join(tmpdir(), "local-stripe-")), "state.json");
}

async function start(statePath: string, sync = false): Promise<Started> {
  const started = await startStripe({ statePath, sync });
  running.push(started);
  return started;
}

/** Stops the latest one as usual. */
async function stop(): Promise<void> {
  await running.pop()?.close();
}

describe("the state file", () => {
  it("keeps the accounts apart, with settings, order and deletions", async () => {
    const path = newPath();
    const first = await start(path);
    const other = client(first.url, { key: "sk_test_other" });
    const own = await first.stripe.customers.create({ name: "first" });
    await first.stripe.customers.create({ name: "second" });
    const gone = await first.stripe.coupons.create({ percent_off: 5, duration: "once" });
    await first.stripe.coupons.del(gone.id);
    await first.stripe.customers.update(own.id, { name: "first, changed" });
    await other.customers.create({ name: "other" });
    await first.control("clock?account=other", { advance_seconds: 90 });
    await stop();

    const second = await start(path);
    const names = async (stripe: Started["stripe"]) =>
      (await stripe.customers.list()).data.map((customer) => customer.name);
    expect(await names(second.stripe)).toEqual(["second", "first, changed"]);
    expect(await names(client(second.url, { key: "sk_test_other" }))).toEqual(["other"]);
    expect((await second.control("clock?account=other", {}, "GET")).body.offset_seconds).toBe(90);
    expect((await second.control("clock", {}, "GET")).body.offset_seconds).toBe(0);
    expect((await second.stripe.coupons.list()).data).toEqual([]);
  });

  it("takes over a file of an earlier version", async () => {
    const path = newPath();
    const customer = { id: "cus_old", object: "customer", name: "Old", metadata: {}, created: 1 };
    writeFileSync(path, JSON.stringify({ settings: { clockOffset: 77 }, customers: [customer] }));
    const first = await start(path);
    expect((await first.stripe.customers.retrieve("cus_old")).id).toBe("cus_old");
    const added = await first.stripe.customers.create({});
    await stop();
    const second = await start(path);
    const { data } = await second.stripe.customers.list();
    expect(data.map(({ id }) => id)).toEqual([added.id, "cus_old"]);
    expect((await second.control("clock", {}, "GET")).body.offset_seconds).toBe(77);
  });

  it("drops a last line that a crash tore", async () => {
    const path = newPath();
    const first = await start(path);
    const kept = await first.stripe.customers.create({});
    await stop();
    appendFileSync(path, '[["","customers",{"id":"cus_torn","na');
    const second = await start(path);
    expect((await second.stripe.customers.list()).data.map(({ id }) => id)).toEqual([kept.id]);
    const later = await second.stripe.customers.create({});
    await stop();
    const third = await start(path);
    expect((await third.stripe.customers.list()).data.map(({ id }) => id)).toEqual([later.id, kept.id]);
  });

  it("starts after a crash that tore the first line", async () => {
    const path = newPath();
    writeFileSync(path, '{"local_str');
    const started = await start(path);
    const { id } = await started.stripe.customers.create({});
    await stop();
    expect((await (await start(path)).stripe.customers.retrieve(id)).id).toBe(id);
  });

  it("that is damaged elsewhere is refused, with the line", async () => {
    const path = newPath();
    await (await start(path)).stripe.customers.create({});
    await stop();
    appendFileSync(path, "no json\n");
    const lines = readFileSync(path, "utf8").split("\n").length - 1;
    await expect(start(path)).rejects.toThrow(`Line ${lines} of ${path} is not readable`);
    writeFileSync(path, "text");
    await expect(start(path)).rejects.toThrow(/not readable as JSON/);
  });

  it("belongs to one process at a time", async () => {
    const path = newPath();
    await start(path);
    await expect(start(path)).rejects.toThrow(`${path} is in use by process ${process.pid}`);
    await stop();
    expect(existsSync(`${path}.lock`)).toBe(false);
    const sleeper = spawn("sleep", ["60"]);
    writeFileSync(`${path}.lock`, String(sleeper.pid));
    await expect(start(path)).rejects.toThrow(`in use by process ${sleeper.pid}`);
    sleeper.kill("SIGKILL");
    await new Promise((resolve) => sleeper.once("exit", resolve));
    expect((await (await start(path)).stripe.customers.list()).data).toEqual([]);
  });

  it("grows by the change alone", async () => {
    const path = newPath();
    const started = await start(path);
    const grows = async () => {
      const before = statSync(path).size;
      await started.stripe.customers.create({ name: "Ada" });
      return statSync(path).size - before;
    };
    await grows();
    const first = await grows();
    await started.stripe.products.create({ name: "x".repeat(4_000) });
    expect(Math.abs((await grows()) - first)).toBeLessThan(50);
  });
});

describe("a process that is killed", () => {
  it.each(["never", "always"])(
    "has kept all that it answered (fsync %s)",
    { timeout: 30_000 },
    async (sync) => {
      const path = newPath();
      const child = spawn("npx", ["tsx", "local-stripe/src/main.ts"], {
        detached: true,
        env: { ...process.env, LOCAL_STRIPE_PORT: "0", LOCAL_STRIPE_STATE: path, LOCAL_STRIPE_FSYNC: sync },
      });
      const url = await new Promise<string>((resolve) => {
        child.stdout.on("data", (text: Buffer) => {
          const found = /http:\S+/.exec(text.toString())?.[0];
          if (found) resolve(found);
        });
      });
      const answered: string[] = [];
      const write = async (key: string) => {
        const stripe = client(url, { key });
        for (;;) answered.push((await stripe.customers.create({})).id);
      };
      const writers = Promise.allSettled(["sk_test_k1", "sk_test_k2", "sk_test_k1"].map(write));
      await expect.poll(() => answered.length, { timeout: 20_000 }).toBeGreaterThan(60);
      process.kill(-Number(child.pid), "SIGKILL");
      await writers;

      const next = await start(path);
      const found = new Set<string>();
      for (const key of ["sk_test_k1", "sk_test_k2"]) {
        for await (const { id } of client(next.url, { key }).customers.list({ limit: 100 })) found.add(id);
      }
      expect(answered.filter((id) => !found.has(id))).toEqual([]);
    },
  );
});

describe("a journal", () => {
  /** Enough for a rewrite. */
  const LONG = "x".repeat(1_000_000);

  function open(path: string, store: { current: Store }): StateFile {
    let file: StateFile | null = null;
    store.current = new Store({
      note: (collection, change) => file?.note("", collection, change),
      write: () => file?.write(),
      moved: () => file?.restart(),
    });
    file = openStateFile(path, {
      sync: false,
      size: () => store.current.size,
      apply: ([, collection, change]) => store.current.load(collection, change),
      *all(part): Iterable<Entry[]> {
        for (const { name, items } of store.current.parts(part))
          yield items.map((item): Entry => ["", name, item]);
      },
    });
    running.push(file);
    return file;
  }

  const named = (id: string, text = "") => ({ id, created: 0, text }) as unknown as { id: string };

  it("is rewritten when little of it is still there, while changes go on", async () => {
    const path = newPath();
    const store = { current: new Store(null) };
    const file = open(path, store);
    const things = store.current.open("things");
    for (let count = 0; count < 2_000; count += 1) things.put(named(`t_${count}`));
    let largest = 0;
    const shrank = () => {
      const { size } = statSync(path);
      largest = Math.max(largest, size);
      return size < largest;
    };
    for (let count = 0; count < 200 && !shrank(); count += 1) {
      things.put(named("t_1", LONG + count));
      things.put(named(`new_${count}`));
      things.delete(`t_${1_000 + count}`);
      file.write();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(largest).toBeGreaterThan(32_000_000);
    await expect.poll(shrank).toBe(true);
    const before = things.all();
    await running.pop()?.close();

    open(path, store);
    expect(store.current.open("things").all()).toEqual(before);
  });

  it("goes on in its file when that can't be rewritten", async () => {
    const path = newPath();
    // Nothing can be written over a folder.
    mkdirSync(`${path}.next`);
    const store = { current: new Store(null) };
    const file = open(path, store);
    const things = store.current.open("things");
    for (let count = 0; count < 40; count += 1) {
      things.put(named("t_1", LONG + count));
      file.write();
    }
    expect(statSync(path).size).toBeGreaterThan(32_000_000);
    await running.pop()?.close();
    open(path, store);
    expect(store.current.open("things").all()).toEqual([named("t_1", `${LONG}39`)]);
  });

  it("puts an object that was deleted and made again last, also within one line", async () => {
    const path = newPath();
    const store = { current: new Store(null) };
    const file = open(path, store);
    const things = store.current.open("things");
    for (const id of ["a", "b"]) things.put(named(id));
    file.write();
    things.delete("a");
    things.put(named("a"));
    things.put(named("a", "changed"));
    things.put(named("c"));
    things.delete("c");
    await running.pop()?.close();
    open(path, store);
    expect(store.current.open("things").all()).toEqual([named("b"), named("a", "changed")]);
  });

  it("knows what came after a collection was cleared", async () => {
    const path = newPath();
    const store = { current: new Store(null) };
    open(path, store);
    const things = store.current.open("things");
    things.put(named("a"));
    things.clear();
    things.put(named("a", "again"));
    await running.pop()?.close();
    open(path, store);
    expect(store.current.open("things").all()).toEqual([named("a", "again")]);
  });
});

describe("answers to idempotency keys", () => {
  it("end after a day of the test clock", async () => {
    const started = await start(newPath());
    const create = () => started.stripe.customers.create({ name: "Ada" }, { idempotencyKey: "day" });
    const first = await create();
    await started.control("clock", { advance_seconds: 86_390 });
    expect((await create()).id).toBe(first.id);
    await started.control("clock", { advance_seconds: 20 });
    expect((await create()).id).not.toBe(first.id);
    expect(
      await failure(started.stripe.customers.create({ name: "Bo" }, { idempotencyKey: "day" })),
    ).toMatchObject({ type: "StripeIdempotencyError" });
  });
});

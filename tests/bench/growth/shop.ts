import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { blankVariables } from "@/scripts/local/environment";
import type { InstalledPostgres } from "@/scripts/local/installed-postgres";
import { freePort } from "@/scripts/local/ports";
import { startStore } from "@/scripts/local/store";
import { fillCatalogue } from "@/tests/support/many-goods";
import { arrangeCart, beginCheckout, pay, type Surroundings } from "../purchase";
import { fillOrders } from "./fill-orders";

const ORDERS_PER_PRODUCT = 10;
const ORDERS_PER_CUSTOMER = 5;

/** A running store of one size, and an account in it that has as many orders as the others. */
export type GrownShop = {
  products: number;
  orders: number;
  surroundings: Surroundings;
  webhookSecret: string;
  /** The account's cookies, and one of its orders. */
  cookie: string;
  orderId: string;
  /** Bytes that the store's process has in use once garbage is collected. */
  memory: () => Promise<number>;
  stop: () => Promise<void>;
};

/** Starts a store on a database of its own and fills it. Each has a copy of the build, as Next.js keeps pages in its folder. */
export async function growShop(
  postgres: InstalledPostgres,
  build: string,
  products: number,
): Promise<GrownShop> {
  const name = `growth_${products}`;
  const databaseUrl = await makeDatabase(postgres.url, name);
  const dataDir = await mkdtemp(join(tmpdir(), `${name}-`));
  const distDir = `${build}-${products}`;
  await cp(build, distDir, { recursive: true });
  const storePort = await freePort();
  const store = await startStore({
    mode: "production",
    ...{ storePort, dataDir, distDir },
    host: "127.0.0.1",
    postgresPort: await freePort(),
    stripePort: await freePort(),
    env: {
      ...(await blankVariables()),
      DATABASE_URL: databaseUrl,
      NODE_OPTIONS: `--require ${resolve("tests/bench/growth/tell-memory.cjs")}`,
    },
    log: () => {},
  });
  const stop = async () => {
    await store.stop();
    await rm(dataDir, { recursive: true, force: true });
    await rm(distDir, { recursive: true, force: true });
  };
  try {
    const surroundings = {
      store: store.url,
      stripe: store.localStripe ?? "",
      databaseUrl,
      cartSecret: store.env.CART_SECRET ?? "",
    };
    const orders = products * ORDERS_PER_PRODUCT;
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const { cookie, orderId } = await buyOnce(surroundings, client);
    await fillCatalogue(client, { products });
    const customers = Math.ceil(orders / ORDERS_PER_CUSTOMER);
    await fillOrders(client, { orderId, orders, customers, products });
    await client.query("vacuum analyze");
    await client.end();
    const webhookSecret = store.env.STRIPE_WEBHOOK_SECRET ?? "";
    const memory = () => memoryOf(store.pid);
    return { products, orders, surroundings, webhookSecret, cookie, orderId, memory, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function makeDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return serverUrl.replace(/[^/]*$/, name);
}

/** As a shopper with an account. */
async function buyOnce(surroundings: Surroundings, client: pg.Client) {
  const cart = await arrangeCart(surroundings);
  const signedIn = await fetch(`${surroundings.store}/api/demo/sign-in`, {
    method: "POST",
    headers: { cookie: cart, origin: surroundings.store, "content-type": "application/json" },
    body: JSON.stringify({ shopper: "regular" }),
  });
  if (!signedIn.ok) throw new Error(`the sign-in answered ${signedIn.status}`);
  const cookie = withCookies(cart, signedIn.headers.getSetCookie());
  const { orderId, sessionId, clientSecret } = await beginCheckout(surroundings, cookie);
  await pay(surroundings, sessionId, clientSecret);
  for (let tries = 0; !(await isFulfilled(client, orderId)); tries += 1) {
    if (tries > 120) throw new Error("the order was not paid within a minute");
    await delay(500);
  }
  return { cookie, orderId };
}

async function isFulfilled(client: pg.Client, orderId: string): Promise<boolean> {
  const { rows } = await client.query(
    `select 1 from orders where id = $1 and status = 'paid'
       and not exists (select 1 from outbox_jobs where order_id = $1 and done_at is null)`,
    [orderId],
  );
  return rows.length > 0;
}

function withCookies(before: string, set: string[]): string {
  const pairs = [before, ...set.map((line) => line.split(";")[0] ?? "")].map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at), pair] as const;
  });
  return [...new Map(pairs).values()].join("; ");
}

/** The process writes it when it gets this signal: `tell-memory.cjs`. */
async function memoryOf(pid: number | undefined): Promise<number> {
  if (pid === undefined) throw new Error("the store has no process");
  const file = join(tmpdir(), `memory-in-use-${pid}`);
  process.kill(pid, "SIGUSR2");
  for (let tries = 0; tries < 200; tries += 1) {
    const bytes = await readFile(file, "utf8").catch(() => undefined);
    if (bytes !== undefined) {
      await rm(file);
      return Number(bytes);
    }
    await delay(50);
  }
  throw new Error("the store did not tell what memory it has in use");
}

import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { blankVariables } from "@/scripts/local/environment";
import { startInstalledPostgres } from "@/scripts/local/installed-postgres";
import { PROGRAMS, runNode } from "@/scripts/local/run";
import { runScript } from "@/scripts/local/run-script";
import { listingBytes, type Measured, requestsTo } from "./growth/requests";
import { type GrownShop, growShop } from "./growth/shop";

const DIST = ".next-bench-growth";
const ROUNDS = 10;

/** Whether a shop slows down as it grows: stores of several sizes beside each other, asked in turns. Prints figures, without a judgement. */
runScript(async () => {
  const { values } = parseArgs({
    options: {
      /** How many, in each store; there are ten orders for each. */
      products: { type: "string", default: "10,1000,100000" },
      /** Part of the name of what is to be measured: `desk`. */
      only: { type: "string", default: "" },
    },
  });
  const sizes = values.products.split(",").map(Number);
  if (!sizes.every((size) => Number.isSafeInteger(size) && size >= 10))
    throw new Error("--products 10,1000,100000");
  const postgres = await startInstalledPostgres();
  if (!postgres)
    throw new Error("There is no PostgreSQL on this machine: install it (Debian's package: postgresql).");
  const shops: GrownShop[] = [];
  try {
    const blank = await blankVariables();
    if (!(await runNode([PROGRAMS.next, "build"], { ...blank, NEXT_DIST_DIR: DIST })))
      throw new Error("the store could not be built");
    for (const products of sizes) {
      const begun = performance.now();
      const shop = await growShop(postgres, DIST, products);
      shops.push(shop);
      const seconds = Math.round((performance.now() - begun) / 1000);
      console.log(`${products} products, ${shop.orders} orders: filled in ${seconds} s`);
    }
    console.log(`\n${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}, ${postgres.version}`);
    await compare(shops, values.only);
  } finally {
    for (const shop of shops) await shop.stop();
    await postgres.stop();
  }
});

async function compare(shops: GrownShop[], only: string): Promise<void> {
  const memoryBefore = await Promise.all(shops.map((shop) => shop.memory()));
  const requests = await Promise.all(shops.map((shop) => requestsTo(shop, only)));
  const rows: Record<string, string | number>[] = [];
  for (const [index, { what }] of (requests[0] ?? []).entries()) {
    const taken = await inTurns(requests.flatMap((list) => list[index] ?? []));
    const least = percentile(taken[0] ?? [], 95);
    const row: Record<string, string | number> = { "p50 / p95, ms": what };
    for (const [place, { products }] of shops.entries()) {
      const times = taken[place] ?? [];
      row[`${products} products`] =
        `${percentile(times, 50).toFixed(1)} / ${percentile(times, 95).toFixed(1)}`;
    }
    row["p95, largest to smallest"] = Number((percentile(taken.at(-1) ?? [], 95) / least).toFixed(2));
    rows.push(row);
  }
  console.table(rows);
  const megabytes = (bytes = Number.NaN) => Math.round(bytes / 2 ** 20);
  const memoryAfter = await Promise.all(shops.map((shop) => shop.memory()));
  const sizes = await Promise.all(shops.map(listingBytes));
  console.table(
    shops.map(({ products, orders }, place) => ({
      ...{ products, orders },
      "memory in use at the start, MB": megabytes(memoryBefore[place]),
      "and at the end, MB": megabytes(memoryAfter[place]),
      "HTML of a listing, kB": ((sizes[place] ?? 0) / 1000).toFixed(1),
    })),
  );
}

/** Milliseconds of each request, by store. In rounds, so that other load on the machine meets all alike. */
async function inTurns(measures: Measured[]): Promise<number[][]> {
  const taken: number[][] = measures.map(() => []);
  const { times = 0, warmUp = 0 } = measures[0] ?? {};
  const share = Math.ceil(times / ROUNDS);
  for (let begun = 0; begun < times; begun += share) {
    for (const [place, { once }] of measures.entries()) {
      for (let turn = begun; turn < Math.min(begun + share, times); turn += 1) {
        const start = performance.now();
        await once(turn);
        if (turn >= warmUp) taken[place]?.push(performance.now() - start);
      }
    }
  }
  return taken;
}

function percentile(times: readonly number[], percent: number): number {
  const sorted = times.toSorted((left, right) => left - right);
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? Number.NaN;
}

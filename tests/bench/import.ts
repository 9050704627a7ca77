import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { currency } from "@/lib/base/money";
import { importGoods } from "@/lib/catalog/import/import-goods.server";
import { connect } from "@/lib/db/client";
import { migrateDatabase } from "@/lib/db/migrate.server";
import { categories } from "@/lib/db/schema";
import { startInstalledPostgres } from "@/scripts/local/installed-postgres";
import { runScript } from "@/scripts/local/run-script";
import { shopifyCsv } from "@/tests/support/shopify-csv";

/** How long an import takes, and how much memory: into an empty store, and the same file once more. Prints figures, without a judgement. */
runScript(async () => {
  const { values } = parseArgs({ options: { rows: { type: "string", default: "100000" } } });
  const rows = Number(values.rows);
  if (!Number.isSafeInteger(rows) || rows < 1) throw new Error("--rows 100000");
  const postgres = await startInstalledPostgres();
  if (!postgres)
    throw new Error("There is no PostgreSQL on this machine: install it (Debian's package: postgresql).");
  const folder = await mkdtemp(join(tmpdir(), "bench-import-"));
  const path = join(folder, "products.csv");
  try {
    await migrateDatabase(postgres.url);
    const db = connect(postgres.url, 2);
    const name = { en: "Goods" };
    await db.insert(categories).values({ slug: "goods", name, description: name, position: 0 });
    await pipeline(Readable.from(shopifyCsv(rows)), createWriteStream(path));
    console.log(`${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}, ${postgres.version}`);
    for (const run of ["into an empty store", "the same file again"]) {
      const begun = performance.now();
      let peak = 0;
      const result = await importGoods(db, {
        ...{ path, format: "shopify", currency: currency("eur"), who: "bench" },
        onProgress: () => {
          peak = Math.max(peak, process.memoryUsage.rss());
        },
      });
      if (!result.ok) throw new Error(result.code);
      const { report } = result;
      console.table([
        {
          run,
          rows: report.rows,
          products: report.products.added + report.products.unchanged,
          seconds: ((performance.now() - begun) / 1000).toFixed(1),
          "peak memory, MB": Math.round(peak / 2 ** 20),
        },
      ]);
    }
    await db.$client.end();
  } finally {
    await rm(folder, { recursive: true });
    await postgres.stop();
  }
});

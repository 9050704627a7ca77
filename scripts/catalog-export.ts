import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { exportCsv } from "@/lib/catalog/export/export-csv.server";
import { exportJson } from "@/lib/catalog/export/export-json.server";
import { db } from "@/lib/db/client";
import { chosenFormat, formatOf } from "./catalog/format";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

const USAGE = `npm run catalog:export -- <file> [--format shopify|json]
  the file's ending says the format: .csv is Shopify's, .jsonl the store's own, which holds everything`;

runScript(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { format: { type: "string" } },
  });
  const [path, ...rest] = positionals;
  if (!path || rest.length > 0) throw new Error(`name one file\n${USAGE}`);
  const format = chosenFormat(values.format) ?? formatOf(path);
  if (!format) throw new Error(`say by --format what ${path} is to be\n${USAGE}`);
  await chooseStore();
  const leftOut: string[] = [];
  const lines = format === "json" ? exportJson(db()) : exportCsv(db(), (slug) => leftOut.push(slug));
  await pipeline(Readable.from(lines), createWriteStream(path));
  if (leftOut.length > 0) {
    console.error(
      `${leftOut.length} products have more than three options or nothing on sale, which the format can't hold: ${leftOut.slice(0, 20).join(", ")}`,
    );
  }
  console.log(`The goods are in ${path}.`);
});

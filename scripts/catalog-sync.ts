import { parseArgs } from "node:util";
import type { Side } from "@/lib/catalog/merge-facts";
import { mirrorsCatalog } from "@/lib/catalog/mirror.server";
import { listPriceProblems } from "@/lib/catalog/price-problems.server";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { db } from "@/lib/db/client";
import { inPacedBulk } from "@/lib/jobs/stripe-pace.server";
import { stripe } from "@/lib/stripe/client";
import { describeLeftOut } from "./catalog/left-out";
import { describeProblem } from "./catalog/problems";
import { progressBar } from "./catalog/progress";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

const USAGE = `npm run catalog:sync [-- --prefer store|stripe]
  --prefer   which side holds where both were edited; without it such a thing is left alone and reported`;

const ROUNDS = { list: "reading Stripe", sync: "syncing" } as const;

runScript(async () => {
  const { values } = parseArgs({ options: { prefer: { type: "string" } } });
  const prefer = sideOf(values.prefer);
  await chooseStore("stripe");
  const bar = progressBar();
  const onProgress = (round: keyof typeof ROUNDS, done: number, all: number | null) =>
    bar.show(ROUNDS[round], done, all);
  const report = await inPacedBulk(() => syncCatalog(db(), stripe(), { prefer, onProgress })).finally(
    bar.end,
  );
  const { created, updated, unchanged, offSale } = report;
  if (!mirrorsCatalog()) {
    console.log(
      "Stripe gets no copy of the catalogue (CATALOG_MIRROR=off): the store's own prices are sold.",
    );
    return;
  }
  const off = offSale > 0 ? `, ${offSale} off sale without a price` : "";
  console.log(`Stripe's catalogue: ${created} created, ${updated} updated, ${unchanged} unchanged${off}.`);
  const problems = await listPriceProblems(db());
  if (problems.length > 0) {
    const what = problems.length === 1 ? "1 price has a problem" : `${problems.length} prices have problems`;
    console.warn(`${what}, which npm run catalog:problems shows again:`);
    for (const problem of problems) console.warn(describeProblem(problem));
  }
  const left = describeLeftOut(report);
  if (left !== null) throw new Error(left);
});

function sideOf(text: string | undefined): Side | null {
  if (text === undefined) return null;
  if (text === "store" || text === "stripe") return text;
  throw new Error(`--prefer must be store or stripe, not "${text}"\n${USAGE}`);
}

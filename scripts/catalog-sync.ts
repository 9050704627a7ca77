import { parseArgs } from "node:util";
import type { Side } from "@/lib/catalog/merge-facts";
import { mirrorsCatalog } from "@/lib/catalog/mirror.server";
import { listPriceProblems } from "@/lib/catalog/price-problems.server";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { db } from "@/lib/db/client";
import { stripe } from "@/lib/stripe/client";
import { describeConflict } from "./catalog/conflicts";
import { describeProblem } from "./catalog/problems";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

const USAGE = `npm run catalog:sync [-- --prefer store|stripe]
  --prefer   which side holds where both were edited; without it such a thing is left alone and reported`;

runScript(async () => {
  const { values } = parseArgs({ options: { prefer: { type: "string" } } });
  const prefer = sideOf(values.prefer);
  await chooseStore("stripe");
  const { created, updated, unchanged, offSale, conflicts } = await syncCatalog(db(), stripe(), prefer);
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
  if (conflicts.length === 0) return;
  throw new Error(
    `Edited both in the store and at Stripe since the last sync, so nothing was changed:\n${conflicts
      .map((conflict) => `  ${describeConflict(conflict)}\n`)
      .join("")}Choose a side for all of these: npm run catalog:sync -- --prefer store (or stripe)`,
  );
});

function sideOf(text: string | undefined): Side | null {
  if (text === undefined) return null;
  if (text === "store" || text === "stripe") return text;
  throw new Error(`--prefer must be store or stripe, not "${text}"\n${USAGE}`);
}

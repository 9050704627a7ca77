import { listPriceProblems } from "@/lib/catalog/price-problems.server";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { db } from "@/lib/db/client";
import { stripe } from "@/lib/stripe/client";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

runScript(async () => {
  await chooseStore("stripe");
  const { created, updated, unchanged } = await syncCatalog(db(), stripe());
  console.log(`Stripe's catalogue: ${created} created, ${updated} updated, ${unchanged} unchanged.`);
  const problems = await listPriceProblems(db());
  if (problems.length > 0) {
    console.warn(`${problems.length} prices need a look: npm run catalog:problems lists them.`);
  }
});

import { listPriceProblems } from "@/lib/catalog/price-problems.server";
import { readProducts } from "@/lib/catalog/queries.server";
import { countUnpriced } from "@/lib/catalog/unpriced.server";
import { db } from "@/lib/db/client";
import { type Finding, note, right, wrong } from "./finding";

export async function checkCatalogue(): Promise<Finding[]> {
  const { length: goods } = await readProducts(db());
  const unpriced = await countUnpriced(db());
  const { length: problems } = await listPriceProblems(db());
  return [
    goods > 0 ? right(`${goods} goods are on sale`) : note("nothing is on sale"),
    ...(unpriced > 0
      ? [wrong(`${unpriced} variants have no price at Stripe, so the shop hides them: npm run catalog:sync`)]
      : []),
    ...(problems > 0 ? [wrong(`${problems} prices have problems: npm run catalog:problems`)] : []),
  ];
}

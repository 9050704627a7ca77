import { isNotNull, sql } from "drizzle-orm";
import type { PriceId } from "@/lib/base/ids";
import { listPriceProblems } from "@/lib/catalog/price-problems.server";
import { readProducts } from "@/lib/catalog/products.server";
import { countUnpriced } from "@/lib/catalog/unpriced.server";
import { db } from "@/lib/db/client";
import { variants } from "@/lib/db/schema";
import { stripe } from "@/lib/stripe/client";
import { type Finding, note, right, wrong } from "./finding";

const MOST_NAMED = 5;

/** Whether goods can be bought, at the prices that Stripe has for them. */
export async function checkCatalogue(): Promise<Finding[]> {
  const { length: goods } = await readProducts(db(), sql`true`);
  const unpriced = await countUnpriced(db());
  const { length: problems } = await listPriceProblems(db());
  const unlike = await pricesOutOfStep();
  const named = unlike.slice(0, MOST_NAMED).join(", ");
  const more = unlike.length > MOST_NAMED ? " and others" : "";
  const SYNC = "npm run catalog:sync";
  return [
    goods > 0 ? right(`${goods} goods are on sale`) : note("nothing is on sale"),
    ...(unpriced > 0
      ? [
          wrong(
            "prices_missing",
            `${unpriced} variants have no price at Stripe, so the shop hides them`,
            SYNC,
          ),
        ]
      : []),
    ...(unlike.length > 0
      ? [wrong("prices_out_of_step", `${unlike.length} prices differ from Stripe's: ${named}${more}`, SYNC)]
      : []),
    ...(problems > 0
      ? [
          wrong(
            "prices_unclear",
            `${problems} prices have problems`,
            "npm run catalog:problems says what to do",
          ),
        ]
      : []),
  ];
}

/** SKUs whose Price at Stripe has another amount or currency, or is archived. One call for each hundred prices of the account. */
async function pricesOutOfStep(): Promise<string[]> {
  const { sku, unitAmount, currency, stripePriceId } = variants;
  const ours = await db()
    .select({ sku, unitAmount, currency, priceId: stripePriceId })
    .from(variants)
    .where(isNotNull(stripePriceId));
  const byPrice = new Map(ours.map((variant) => [variant.priceId, variant]));
  const unlike = new Set(byPrice.keys());
  for await (const price of stripe().prices.list({ active: true, limit: 100 })) {
    const own = byPrice.get(price.id as PriceId);
    if (own?.unitAmount === price.unit_amount && own?.currency === price.currency) unlike.delete(own.priceId);
  }
  return [...unlike].flatMap((id) => byPrice.get(id)?.sku ?? []).sort();
}

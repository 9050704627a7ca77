import { and, asc, gt, isNotNull, type SQL } from "drizzle-orm";
import { newVariantId, type PriceId } from "@/lib/base/ids";
import { countListed, MOST_LISTED } from "@/lib/catalog/count-listed.server";
import { isMirrorSettingCarriedOut, mirrorsCatalog } from "@/lib/catalog/mirror.server";
import { listPriceProblems } from "@/lib/catalog/price-problems.server";
import { countUnpriced } from "@/lib/catalog/unpriced.server";
import { db } from "@/lib/db/client";
import { variants } from "@/lib/db/schema";
import { stripe } from "@/lib/stripe/client";
import { checkConvertedPrices, checkCurrencies, checkZoneTaxes } from "./currencies.server";
import { type Finding, note, right, wrong } from "./finding";

const MOST_NAMED = 5;
const SYNC = "npm run catalog:sync";

/** Whether goods can be bought, at the prices that Stripe has for them. */
export async function checkCatalogue(): Promise<Finding[]> {
  const goods = await countListed(db());
  const onSale =
    goods > 0
      ? right(`${goods > MOST_LISTED ? `more than ${MOST_LISTED}` : goods} goods are on sale`)
      : note("nothing is on sale");
  if (!(await isMirrorSettingCarriedOut(db()))) {
    return [onSale, wrong("mirror_not_carried_out", "the shop does not follow CATALOG_MIRROR yet", SYNC)];
  }
  const currencies = [...checkCurrencies(), ...(await checkZoneTaxes()), ...(await checkConvertedPrices())];
  if (!mirrorsCatalog())
    return [onSale, ...currencies, note("Stripe has no copy of the goods (CATALOG_MIRROR=off)")];
  const unpriced = await countUnpriced(db());
  const { length: problems } = await listPriceProblems(db());
  const { unlike, compared } = await pricesOutOfStep();
  const named = unlike.slice(0, MOST_NAMED).join(", ");
  const more = unlike.length > MOST_NAMED ? " and others" : "";
  return [
    onSale,
    ...currencies,
    ...(compared === null
      ? []
      : [note(`the prices of ${compared} variants were compared with Stripe's, not of all`)]),
    ...(unpriced > 0
      ? [
          wrong(
            "prices_missing",
            `${unpriced > MOST_LISTED ? `more than ${MOST_LISTED}` : unpriced} variants have no price at Stripe, so the shop hides them`,
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

const MOST_COMPARED = 1000;
const SAMPLE = 200;
/** Stripe takes ten lookup keys a call. */
const KEYS_AT_ONCE = 10;

type Ours = { sku: string; unitAmount: number; currency: string; priceId: string | null };

const oursWhere = (which: SQL | undefined, limit: number): Promise<Ours[]> => {
  const { id, sku, unitAmount, currency, stripePriceId } = variants;
  return db()
    .select({ sku, unitAmount, currency, priceId: stripePriceId })
    .from(variants)
    .where(and(isNotNull(stripePriceId), which))
    .orderBy(asc(id))
    .limit(limit);
};

/**
 * SKUs whose Price at Stripe has another amount or currency, or is archived. A large shop is compared in a sample, another one each time, as a call
 * brings a hundred prices at most; `compared` is then how many.
 */
async function pricesOutOfStep(): Promise<{ unlike: string[]; compared: number | null }> {
  const all = await oursWhere(undefined, MOST_COMPARED + 1);
  const isAll = all.length <= MOST_COMPARED;
  const ours = isAll ? all : await sampleOf();
  const byPrice = new Map(ours.map((variant) => [variant.priceId, variant]));
  const unlike = new Set(byPrice.keys());
  for await (const price of isAll ? stripe().prices.list({ active: true, limit: 100 }) : pricesOf(ours)) {
    const own = byPrice.get(price.id as PriceId);
    if (own?.unitAmount === price.unit_amount && own?.currency === price.currency) unlike.delete(own.priceId);
  }
  const skus = [...unlike].flatMap((id) => byPrice.get(id)?.sku ?? []).sort();
  return { unlike: skus, compared: isAll ? null : ours.length };
}

async function sampleOf(): Promise<Ours[]> {
  const found = await oursWhere(gt(variants.id, newVariantId()), SAMPLE);
  return found.length > 0 ? found : oursWhere(undefined, SAMPLE);
}

async function* pricesOf(ours: readonly Ours[]) {
  for (let at = 0; at < ours.length; at += KEYS_AT_ONCE) {
    const lookup_keys = ours.slice(at, at + KEYS_AT_ONCE).map(({ sku }) => sku);
    yield* stripe().prices.list({ lookup_keys, active: true, limit: 100 });
  }
}

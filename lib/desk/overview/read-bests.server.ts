import "server-only";
import { inArray, sql } from "drizzle-orm";
import type { Localized } from "@/lib/base/i18n-text";
import type { ProductId, VariantId } from "@/lib/base/ids";
import { optionLabel } from "@/lib/catalog/variant-text";
import { db } from "@/lib/db/client";
import { discountRules, products, variants } from "@/lib/db/schema";
import { readTop } from "@/lib/sums/read-top.server";
import { addDays, daysBetween } from "./days";
import type { OverviewRange, RangePeriod } from "./overview-range";
import { type Clock, spansOf } from "./read-overview.server";

const MOST_SHOWN = 10;

/** With more variants than this their sums are nearly as many as the orders, and only a week of them is read at once. */
const FEW_VARIANTS = 5_000;
const DAYS_OF_FEW = 400;
const DAYS_OF_MANY = 7;

type SoldGoods = {
  sku: string;
  /** Null for goods that are no longer there. */
  product: {
    /** Null for what staff put into one order alone, which has no page. */
    id: ProductId | null;
    name: Localized;
    option: Localized;
  } | null;
  pieces: number;
  /** Minor units, before discounts. */
  amount: number;
};

/** `days` are the last ones of the range where it is long and there are many goods. */
export type BestGoods = { days: RangePeriod; goods: SoldGoods[] };

export async function readBestGoods(
  range: OverviewRange,
  clock: Clock,
  limit = MOST_SHOWN,
): Promise<BestGoods> {
  const { rows } = await db().execute(sql`select 1 from variants offset ${FEW_VARIANTS} limit 1`);
  const most = rows.length > 0 ? DAYS_OF_MANY : DAYS_OF_FEW;
  const from = daysBetween(range.from, range.to) < most ? range.from : addDays(range.to, 1 - most);
  const days = { from, to: range.to };
  const [span] = spansOf(range, [days], clock).now;
  const top = span ? await readTop("piece", range.currency, span, limit) : [];
  const known = await db()
    .select({
      id: variants.id,
      sku: variants.sku,
      options: variants.options,
      productId: products.id,
      onlyInCart: products.onlyInCart,
      name: products.name,
      axes: products.options,
    })
    .from(variants)
    .innerJoin(products, sql`${products.id} = ${variants.productId}`)
    .where(
      inArray(
        variants.id,
        top.map(({ key }) => key as VariantId),
      ),
    );
  const goods = top.map(({ key, count, amount }) => {
    const found = known.find(({ id }) => id === key);
    const product = found && {
      id: found.onlyInCart === null ? found.productId : null,
      name: found.name,
      option: optionLabel(found.axes, found.options),
    };
    return { sku: found?.sku ?? key, product: product ?? null, pieces: count, amount };
  });
  return { days, goods };
}

export type DiscountCost = {
  id: string;
  name: Localized | null;
  code: string | null;
  orders: number;
  amount: number;
};

/** The discounts that cost most in the range. */
export async function readDiscountCosts(
  range: OverviewRange,
  clock: Clock,
  limit = MOST_SHOWN,
): Promise<DiscountCost[]> {
  const [span] = spansOf(range, [range], clock).now;
  const top = span ? await readTop("discount", range.currency, span, limit) : [];
  const rules = await db()
    .select({ id: discountRules.id, name: discountRules.name, code: discountRules.code })
    .from(discountRules)
    .where(
      inArray(
        discountRules.id,
        top.map(({ key }) => key),
      ),
    );
  return top.map(({ key, count, amount }) => {
    const rule = rules.find(({ id }) => id === key);
    return { id: key, name: rule?.name ?? null, code: rule?.code ?? null, orders: count, amount };
  });
}

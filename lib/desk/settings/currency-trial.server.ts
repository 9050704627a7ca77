import "server-only";
import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { type Translator, translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import { type Currency, currency, formatMoney, MOST_CHARGED } from "@/lib/base/money";
import { isVisible } from "@/lib/catalog/products.server";
import { shop } from "@/lib/config/shop";
import { convert } from "@/lib/currencies/conversion";
import { ownCurrency, soldBeside } from "@/lib/currencies/sold";
import { db } from "@/lib/db/client";
import { carts, draftOrders, products, variants } from "@/lib/db/schema";
import type { ShopCurrencies } from "@/lib/model/shop-currencies";
import { loadPlan } from "@/lib/shipping/plan.server";
import { taxConflicts } from "@/lib/shipping/tax-conflicts";
import { taxIsAdded } from "./currency-form.server";
import { currencyLabel } from "./currency-label";
import { type ListChange, listChanges, rowsOf } from "./currency-rows";

type T = Translator<"desk-currencies">;

type Shown = { text: string; isOwn: boolean };

type CurrencyTrial = {
  changes: string[];
  notes: { text: string; links: { href: string; text: string }[] }[];
  /** What some goods would cost, beside their price in the shop's own currency. */
  goods: { heads: string[]; rows: { name: string; href: string; price: string; prices: Shown[] }[] };
};

const SHOWN_GOODS = 3;
/** So many goods are looked at for one with a price of its own, as a shop may have none. */
const MOST_LOOKED_AT = 1_000;
const SHOWN_DRAFTS = 5;

/** What a list of currencies would change, with what some of the shop's goods would cost. Changes nothing. */
export async function tryCurrencies(list: ShopCurrencies | null, locale: Locale): Promise<CurrencyTrial> {
  const t = translator(locale, "desk-currencies");
  const own = ownCurrency();
  const changes = listChanges(rowsOf(shop().currencies, own), rowsOf(list, own));
  const ended = codesOf(changes, "ended");
  const sold = soldBeside(own, list, taxIsAdded());
  const repriced = new Set(
    changes.filter(({ kind }) => kind !== "ended" && kind !== "countries").map(({ code }) => code),
  );
  const shown = repriced.size > 0 ? sold.filter(({ code }) => repriced.has(code)) : sold;
  const [goods, drafts, plan] = await Promise.all([
    goodsToShow(shown.map(({ code }) => code)),
    draftsIn(ended.map(currency)),
    loadPlan(db()),
  ]);
  const conflicts = taxConflicts(plan, { own, others: sold });
  return {
    changes: changes.map((change) => changeText(change, list, locale, t)),
    notes: [
      ...(ended.length > 0
        ? [
            note(t("notes.carts", { own: own.toUpperCase() })),
            note(t("notes.checkouts")),
            note(
              t("notes.drafts", { own: own.toUpperCase() }),
              drafts.map(({ id, email }) => ({
                href: `/admin/drafts/${id}`,
                text: email ?? t("notes.draft"),
              })),
            ),
            note(t("notes.prices")),
          ]
        : []),
      ...(changes.some(({ kind }) => kind === "rate" || kind === "rounding") ? [note(t("notes.rate"))] : []),
      ...(codesOf(changes, "added").length > 0 ? [note(t("notes.stripe"))] : []),
      ...conflicts.map(({ zone, currency: code }) =>
        note(t("notes.zone", { zone, currency: code.toUpperCase() })),
      ),
    ],
    goods: {
      heads: shown.map(({ code }) => code.toUpperCase()),
      rows: goods.map(({ product, variant }) => ({
        name: inLocale(product.name, locale),
        href: `/admin/goods/${product.id}`,
        price: formatMoney(variant.unitAmount, variant.currency, locale),
        prices: shown.map(({ code, conversion }): Shown => {
          const set = variant.prices[code];
          const amount = set?.amount ?? convert(variant.unitAmount, conversion);
          return amount > MOST_CHARGED
            ? { text: t("tooHigh"), isOwn: false }
            : { text: formatMoney(amount, code, locale), isOwn: set !== undefined };
        }),
      })),
    },
  };
}

const note = (text: string, links: { href: string; text: string }[] = []) => ({ text, links });

const codesOf = (changes: readonly ListChange[], kind: ListChange["kind"]): string[] =>
  changes.filter((change) => change.kind === kind).map(({ code }) => code);

function changeText(change: ListChange, list: ShopCurrencies | null, locale: Locale, t: T): string {
  const label = currencyLabel(change.code, locale);
  switch (change.kind) {
    case "added":
    case "ended":
      return t(`changes.${change.kind}`, { currency: label });
    case "countries": {
      const names = new Intl.DisplayNames(locale, { type: "region" });
      const countries = list?.rates[change.code]?.countries.map((one) => names.of(one) ?? one) ?? [];
      const first = new Intl.ListFormat(locale, { type: "conjunction" }).format(countries);
      return first === ""
        ? t("changes.noCountries", { currency: label })
        : t("changes.countries", { currency: label, countries: first });
    }
    case "rate": {
      const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 10 });
      const [from, to] = [change.from, change.to].map((rate) =>
        rate === "" ? "–" : number.format(Number(rate)),
      );
      return t("changes.rate", { currency: label, from: from ?? "", to: to ?? "" });
    }
    case "rounding":
      return t("changes.rounding", { currency: label });
  }
}

/** Some goods that have a price of their own in one of the currencies, and the first others: few, whatever the shop has. */
async function goodsToShow(codes: readonly Currency[]) {
  const looked = db()
    .select({ id: variants.id })
    .from(products)
    .innerJoin(variants, eq(variants.productId, products.id))
    .where(and(isVisible, eq(variants.currency, ownCurrency()), eq(variants.position, 0)))
    .orderBy(asc(products.id))
    .limit(MOST_LOOKED_AT)
    .as("looked");
  const read = (which: SQL | undefined) =>
    db()
      .select({ product: products, variant: variants })
      .from(looked)
      .innerJoin(variants, eq(variants.id, looked.id))
      .innerJoin(products, eq(products.id, variants.productId))
      .where(which)
      .orderBy(asc(products.id))
      .limit(SHOWN_GOODS);
  const set =
    codes.length > 0
      ? await read(sql`${variants.prices} ?| array[${sql.join([...codes], sql`, `)}]::text[]`)
      : [];
  const first = await read(undefined);
  const others = first.filter(({ product }) => !set.some((one) => one.product.id === product.id));
  return [...set.slice(0, SHOWN_GOODS - Math.min(1, others.length)), ...others].slice(0, SHOWN_GOODS);
}

/** Drafts of these currencies that somebody may still pay. */
async function draftsIn(codes: readonly Currency[]) {
  if (codes.length === 0) return [];
  return db()
    .select({ id: draftOrders.id, email: draftOrders.email })
    .from(draftOrders)
    .innerJoin(carts, eq(carts.id, draftOrders.cartId))
    .where(and(isNull(draftOrders.orderId), isNull(draftOrders.endedAt), inArray(carts.currency, codes)))
    .limit(SHOWN_DRAFTS);
}

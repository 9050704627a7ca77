import "server-only";
import { eq } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { routing } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import { formatMoney } from "@/lib/base/money";
import { defaultCountry } from "@/lib/cart/cart.server";
import type { Cart } from "@/lib/cart/types";
import { writePrice } from "@/lib/catalog/goods/price-text";
import { db } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import { ownGoodsOf } from "@/lib/drafts/own-goods.server";
import { OWN_CODE } from "@/lib/drafts/reduction.server";
import type { DraftRow } from "@/lib/drafts/save-draft.server";

type Source = { draft: DraftRow; cart: Cart | null };

/** What the form of a draft begins with: what is saved, or an empty one. Another draft's values make a copy of it. */
export async function draftValues(source: Source | null, locale: Locale) {
  const country = source?.cart?.country ?? (await defaultCountry(db()));
  if (!source)
    return {
      ...{ email: "", language: routing.defaultLocale, country, delivery: "", codes: "" },
      ...{ reduction: "none", reductionBy: "", note: "", lines: [], own: [] },
    };
  const { draft, cart } = source;
  const own = await ownGoodsOf(db(), draft.cartId);
  return {
    ...{ email: draft.email ?? "", language: draft.locale, country, delivery: draft.shippingSpeed ?? "" },
    codes: (cart?.asked.codes ?? []).filter((code) => !code.startsWith(OWN_CODE)).join(" "),
    ...{ reduction: draft.reduction, reductionBy: draft.reductionBy, note: draft.note ?? "" },
    own: (cart?.lines ?? []).flatMap(({ variantId, quantity }) => {
      const typed = own.get(variantId);
      return typed ? [{ ...typed, quantity }] : [];
    }),
    lines: (cart?.lines ?? [])
      .filter((line) => !line.isOwn)
      .map((line) => ({
        ...{ variantId: line.variantId, sku: line.sku, quantity: line.quantity },
        name: [inLocale(line.productName, locale), inLocale(line.optionLabel, locale)]
          .filter(Boolean)
          .join(", "),
        about: cart ? formatMoney(line.unitAmount, cart.currency, locale) : "",
      })),
  };
}

/**
 * What a draft begins with that sends the goods of an order once more: all of them, for nothing but the delivery. Staff change what is not so. Null when there is no
 * such order.
 */
export async function valuesOfOrder(number: string, locale: Locale) {
  const [order] = await db().select().from(orders).where(eq(orders.number, number));
  if (!order) return null;
  const { lines, currency, country } = order.quote;
  return {
    ...{ email: order.email ?? "", language: order.locale, country, delivery: "", codes: "" },
    ...{ reduction: "percent", reductionBy: "100", note: "" },
    own: lines.flatMap((line) =>
      line.isOwn
        ? [
            {
              ...{ name: line.productName, price: writePrice(line.unitAmount, currency) },
              ...{ quantity: line.quantity, grams: line.grams ? String(line.grams) : "" },
              ...{ taxCode: line.stripe?.taxCode ?? "", needsNoSending: line.needsNoSending === true },
            },
          ]
        : [],
    ),
    lines: lines
      .filter((line) => !line.isOwn)
      .map((line) => ({
        ...{ variantId: line.variantId, sku: line.sku, quantity: line.quantity },
        name: [line.productName, line.optionLabel].filter(Boolean).join(", "),
        about: formatMoney(line.unitAmount, currency, locale),
      })),
  };
}

import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import { type DraftId, newDraftId, type StaffId } from "@/lib/base/ids";
import { formatMoney } from "@/lib/base/money";
import { isVisible } from "@/lib/catalog/products.server";
import { optionLabel } from "@/lib/catalog/variant-text";
import { db } from "@/lib/db/client";
import { products, variants } from "@/lib/db/schema";
import { unlessStripeIsDown } from "@/lib/desk/unless-stripe-is-down.server";
import { previewChange } from "@/lib/drafts/change-order.server";
import type { AskedChange } from "@/lib/drafts/change-plan.server";
import { changesOf } from "@/lib/drafts/read-changes.server";
import { isToBeSent } from "@/lib/lifecycle/transitions";
import { orderByNumber } from "@/lib/orders/merchant/find-order.server";
import { unsentPieces } from "@/lib/orders/merchant/unsent-pieces.server";
import { readTypedChange, type TypedChange } from "./typed-change";

type Query = Parameters<typeof readTypedChange>[0];

/** What the page shows on which the goods of an order are changed; null when there is no such order. */
export async function loadChangeDesk(
  number: string,
  query: Query,
  staff: { id: StaffId; name: string; locale: Locale },
) {
  const before = await orderByNumber(number);
  if (!before) return null;
  const lines = await unsentPieces(db(), before);
  const typed = readTypedChange(query, lines);
  const id = newDraftId();
  const plan = typed.isSent && typed.asked ? await planOf(number, typed.asked, id, staff) : null;
  const waits = (await changesOf(db(), before.id)).some(({ state }) => state === "waits");
  return {
    ...{ order: before, lines, typed, id, plan, waits },
    canChange: isToBeSent(before.status),
    picked: await pickedGoods(typed.pieces, staff.locale),
  };
}

async function planOf(number: string, asked: AskedChange, id: DraftId, staff: { id: StaffId; name: string }) {
  const who = { id, staffId: staff.id, by: staff.name };
  const plan = await unlessStripeIsDown(() => previewChange(number, asked, who));
  return plan ?? ({ ok: false, code: "stripe_unavailable" } as const);
}

/** Goods that were chosen, as the picker shows them. */
async function pickedGoods(pieces: TypedChange["pieces"], locale: Locale) {
  if (pieces.length === 0) return [];
  const rows = await db()
    .select({ product: products, variant: variants })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(
      and(
        isVisible,
        inArray(
          variants.id,
          pieces.map(({ variantId }) => variantId),
        ),
      ),
    );
  return pieces.flatMap(({ variantId, quantity }) => {
    const found = rows.find(({ variant }) => variant.id === variantId);
    if (!found) return [];
    const { product, variant } = found;
    const name = [
      inLocale(product.name, locale),
      inLocale(optionLabel(product.options, variant.options), locale),
    ]
      .filter(Boolean)
      .join(", ");
    return [
      {
        variantId,
        name,
        sku: variant.sku,
        about: formatMoney(variant.unitAmount, variant.currency, locale),
        quantity,
      },
    ];
  });
}

export type ChangeDesk = NonNullable<Awaited<ReturnType<typeof loadChangeDesk>>>;

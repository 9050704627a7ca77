import "server-only";
import { eq, inArray } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import type { OrderId, VariantId } from "@/lib/base/ids";
import { optionLabel } from "@/lib/catalog/variant-text";
import { db } from "@/lib/db/client";
import { orders, products, shipments, variants } from "@/lib/db/schema";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import { isToBeSent } from "@/lib/lifecycle/transitions";
import type { OrderStatus } from "@/lib/model/order";
import { rateOfOrder } from "@/lib/model/rate-choice";
import { unsentPiecesOf } from "@/lib/orders/merchant/unsent-pieces.server";
import { asidesOf } from "./asides.server";
import { type PackedLine, type PickRow, pickRows } from "./pick-rows";

export type PackedOrder = {
  number: string;
  name: string | null;
  country: string;
  delivery: string | null;
  isPickup: boolean;
  lines: PackedLine[];
};

/** An order that was asked for and has nothing to be packed now, and why. */
export type LeftOutOrder = { number: string } & (
  | { why: "unknown" | "ready" | "nothing_left" }
  | { why: "state"; status: OrderStatus }
  | { why: "aside"; sku: string; by: string }
);

export type PickList = { rows: PickRow[]; orders: PackedOrder[]; leftOut: LeftOutOrder[] };

/** What is to be taken from the shelves for these orders, and what goes into each, as it is at this moment. @param numbers in the order in which they are packed */
export async function readPickList(numbers: readonly string[], locale: Locale): Promise<PickList> {
  const found = await db()
    .select()
    .from(orders)
    .where(inArray(orders.number, [...numbers]));
  const ids = found.map(({ id }) => id);
  const ready = await readyAmong(ids);
  const asides = new Map((await asidesOf(ids)).map((aside) => [aside.orderId, aside]));
  const unsent = await unsentPiecesOf(db(), found);
  const shelves = await readShelves(
    [...unsent.values()].flat().map(({ variantId }) => variantId),
    locale,
  );
  const byNumber = new Map(found.map((order) => [order.number, order]));
  const list: Omit<PickList, "rows"> = { orders: [], leftOut: [] };
  for (const number of numbers) {
    const order = byNumber.get(number);
    const lines = (order && unsent.get(order.id)) ?? [];
    const aside = order && asides.get(order.id);
    if (!order) list.leftOut.push({ number, why: "unknown" });
    else if (!isToBeSent(order.status)) list.leftOut.push({ number, why: "state", status: order.status });
    else if (ready.has(order.id)) list.leftOut.push({ number, why: "ready" });
    else if (lines.length === 0) list.leftOut.push({ number, why: "nothing_left" });
    else if (aside) list.leftOut.push({ number, why: "aside", sku: aside.sku, by: aside.by });
    else {
      const packed = lines.map((line): PackedLine => {
        const { variantId, sku, productName, image, quantity } = line;
        const shelf = shelves.get(variantId);
        const [name, option] = [shelf?.name || productName, shelf?.option ?? line.optionLabel];
        return { variantId, sku, name, option, image, quantity };
      });
      list.orders.push(packedOrder(order, packed));
    }
  }
  return { ...list, rows: pickRows(list.orders, shelves) };
}

function packedOrder(order: OrderRow, lines: PackedLine[]): PackedOrder {
  const rate = rateOfOrder(order);
  return {
    number: order.number,
    name: order.shippingName ?? order.customerName,
    country: order.shippingAddress?.country ?? order.quote.country,
    delivery: rate?.name ?? null,
    isPickup: rate?.pickup !== undefined,
    lines,
  };
}

/** Pick-ups of which their shoppers were told. */
async function readyAmong(ids: readonly OrderId[]): Promise<ReadonlySet<OrderId>> {
  if (ids.length === 0) return new Set();
  const rows = await db()
    .select({ orderId: shipments.orderId, status: shipments.status })
    .from(shipments)
    .where(inArray(shipments.orderId, [...ids]));
  return new Set(rows.flatMap(({ orderId, status }) => (status === "ready" ? orderId : [])));
}

async function readShelves(ids: readonly VariantId[], locale: Locale) {
  if (ids.length === 0) return new Map<VariantId, never>();
  const rows = await db()
    .select({
      id: variants.id,
      sku: variants.sku,
      place: variants.storagePlace,
      onHand: variants.onHand,
      options: variants.options,
      name: products.name,
      axes: products.options,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(inArray(variants.id, [...new Set(ids)]));
  return new Map(
    rows.map(({ id, sku, place, onHand, options, name, axes }) => [
      id,
      {
        ...{ sku, place: place?.trim() || null, onHand },
        ...{ name: inLocale(name, locale), option: inLocale(optionLabel(axes, options), locale) },
      },
    ]),
  );
}

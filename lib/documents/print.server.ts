import "server-only";
import { inArray } from "drizzle-orm";
import { routing } from "@/i18n/routing";
import { shop, shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import { hasBeenPaid } from "@/lib/lifecycle/transitions";
import type { OrderStatus } from "@/lib/model/order";
import { piecesToSend } from "@/lib/orders/merchant/pieces-to-send.server";
import { unsentPieces } from "@/lib/orders/merchant/unsent-pieces.server";
import { issueDocuments, type OrderDocument } from "./issue.server";
import { readLogo } from "./pdf/head.server";
import { invoicePrint } from "./pdf/invoice.server";
import { printPdf } from "./pdf/paper.server";
import { slipPrint } from "./pdf/slip.server";
import { slipContents } from "./slip-contents";

type PrintedKind = "slip" | "invoice";

export type PrintResult =
  | { ok: true; pdf: Buffer; numbers: string[] }
  | { ok: false; code: "unknown_order"; order: string }
  /** Nothing was sold, so that there is nothing to pack or to invoice. */
  | { ok: false; code: "not_invoiceable" | "not_paid"; order: string; status: OrderStatus };

/**
 * The packing slips of orders, or their invoices with their credit notes, one after another in one file. An invoice that is not issued yet is issued.
 * @param numbers the orders' numbers, in the order of the file; at least one
 * @returns the numbers of what was printed; a refusal when one of the orders can't be printed
 * @throws Stripe's errors for an outage, where an invoice had to be issued
 */
export async function printOrders(numbers: readonly string[], kind: PrintedKind): Promise<PrintResult> {
  const found = await db()
    .select()
    .from(orders)
    .where(inArray(orders.number, [...numbers]));
  const logo = await readLogo();
  const prints = [];
  const printed: string[] = [];
  for (const number of new Set(numbers)) {
    const order = found.find((one) => one.number === number);
    if (!order) return { ok: false, code: "unknown_order", order: number };
    if (kind === "slip") {
      if (!hasBeenPaid(order.status))
        return { ok: false, code: "not_paid", order: number, status: order.status };
      const unsent = await unsentPieces(db(), order);
      const lines = unsent.length > 0 ? unsent : await piecesToSend(db(), order);
      const timeZone = shopTimeZone();
      prints.push(slipPrint(slipContents(order, { shopName: shop().name, timeZone, lines }), logo));
      printed.push(number);
      continue;
    }
    const issued = await documentsToPrint(order);
    if (!issued.ok) return issued;
    for (const one of issued.documents) {
      prints.push(invoicePrint(one.number, one.contents, logo));
      printed.push(one.number);
    }
  }
  const { name } = shop();
  const language = found[0]?.locale ?? routing.defaultLocale;
  const pdf = await printPdf(prints, { title: printed.join(", "), author: name, language });
  return { ok: true, pdf, numbers: printed };
}

async function documentsToPrint({
  id,
  number,
}: OrderRow): Promise<Exclude<PrintResult, { ok: true }> | { ok: true; documents: OrderDocument[] }> {
  const issued = await issueDocuments(id);
  return issued.ok ? issued : { ...issued, order: number };
}

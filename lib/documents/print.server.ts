import "server-only";
import { inArray } from "drizzle-orm";
import { routing } from "@/i18n/routing";
import { shop, shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import { hasBeenPaid } from "@/lib/lifecycle/transitions";
import { isNothingSent } from "@/lib/model/nothing-sent";
import type { OrderStatus } from "@/lib/model/order";
import { piecesToSend } from "@/lib/orders/merchant/pieces-to-send.server";
import { unsentPieces } from "@/lib/orders/merchant/unsent-pieces.server";
import { issueDocuments } from "./issue.server";
import { readLogo } from "./pdf/head.server";
import { invoicePrint } from "./pdf/invoice.server";
import { printPdf } from "./pdf/paper.server";
import { slipPrint } from "./pdf/slip.server";
import { slipContents } from "./slip-contents";

type PrintedKind = "slip" | "invoice";

type NotPrinted =
  | { ok: false; code: "unknown_order"; order: string }
  /** Nothing was sold, so that there is nothing to pack or to invoice. */
  | {
      ok: false;
      code: "not_invoiceable" | "not_paid" | "nothing_to_pack";
      order: string;
      status: OrderStatus;
    };

export type PrintResult =
  | { ok: true; pdf: Buffer; numbers: string[]; left: Pick<NotPrinted, "code" | "order">[] }
  | NotPrinted;

/**
 * The packing slips of orders, or their invoices with their credit notes, one after another in one file. An invoice that is not issued yet is issued.
 * @param numbers the orders' numbers, in the order of the file; at least one
 * @param others what becomes of the file when an order can't be printed: `refuse` prints nothing, `print` leaves that one out
 * @returns the numbers of what was printed; a refusal when one of the orders can't be printed, or none of them
 * @throws Stripe's errors for an outage, where an invoice had to be issued
 */
export async function printOrders(
  numbers: readonly string[],
  kind: PrintedKind,
  others: "refuse" | "print" = "refuse",
): Promise<PrintResult> {
  const found = await db()
    .select()
    .from(orders)
    .where(inArray(orders.number, [...numbers]));
  const logo = await readLogo();
  const prints = [];
  const printed: string[] = [];
  const left: NotPrinted[] = [];
  for (const number of new Set(numbers)) {
    const order = found.find((one) => one.number === number);
    const papers = order
      ? await papersOf(order, kind, logo)
      : { ok: false as const, code: "unknown_order" as const, order: number };
    if (papers.ok) {
      prints.push(...papers.prints);
      printed.push(...papers.numbers);
    } else if (others === "refuse") return papers;
    else left.push(papers);
  }
  const [first] = left;
  if (first && prints.length === 0) return first;
  const { name } = shop();
  const language = found[0]?.locale ?? routing.defaultLocale;
  const pdf = await printPdf(prints, { title: printed.join(", "), author: name, language });
  return { ok: true, pdf, numbers: printed, left: left.map(({ code, order }) => ({ code, order })) };
}

async function papersOf(order: OrderRow, kind: PrintedKind, logo: Awaited<ReturnType<typeof readLogo>>) {
  const { number, status } = order;
  if (kind === "slip") {
    if (!hasBeenPaid(status)) return { ok: false as const, code: "not_paid" as const, order: number, status };
    if (isNothingSent(order.quote.lines)) {
      return { ok: false as const, code: "nothing_to_pack" as const, order: number, status };
    }
    const unsent = await unsentPieces(db(), order);
    const lines = unsent.length > 0 ? unsent : await piecesToSend(db(), order);
    const contents = slipContents(order, { shopName: shop().name, timeZone: shopTimeZone(), lines });
    return { ok: true as const, prints: [slipPrint(contents, logo)], numbers: [number] };
  }
  const issued = await issueDocuments(order.id);
  if (!issued.ok) return { ...issued, order: number };
  return {
    ok: true as const,
    prints: issued.documents.map((one) => invoicePrint(one.number, one.contents, logo)),
    numbers: issued.documents.map((one) => one.number),
  };
}

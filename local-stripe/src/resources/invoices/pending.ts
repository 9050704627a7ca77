import type Stripe from "stripe";
import { findBy } from "../../state/find-by";
import type { Local } from "../../state/local";
import { collectionOf } from "../../state/store";
import type { InvoiceLine } from "./lines";

/** An invoice item, and the line that it becomes. */
export interface InvoiceItemRecord {
  id: string;
  item: Stripe.InvoiceItem;
  line: InvoiceLine;
  /** The subscription whose invoices alone it waits for. */
  subscription: string | null;
}

export const invoiceItems = collectionOf<InvoiceItemRecord>("invoiceItems");

export const itemsOfCustomer = findBy<InvoiceItemRecord>(({ item: { customer } }) =>
  typeof customer === "string" ? customer : null,
);
export const itemsOfInvoice = findBy<InvoiceItemRecord>(({ item: { invoice } }) =>
  typeof invoice === "string" ? invoice : null,
);
const waitingOf = findBy<InvoiceItemRecord>(({ item: { customer, invoice } }) =>
  invoice === null && typeof customer === "string" ? customer : null,
);

interface Next {
  customer: string;
  currency: string;
  subscription: string | null;
}

/** What waits for a customer's next invoice in a currency. */
export function takePending(local: Local, { customer, currency, subscription }: Next) {
  const waiting = waitingOf(invoiceItems(local.store), customer)
    .filter(
      (record) =>
        record.item.currency === currency &&
        (record.subscription === null || record.subscription === subscription),
    )
    .toArray()
    .reverse();
  return {
    lines: waiting.map(({ line }) => line),
    belongTo: (invoice: string) => {
      for (const record of waiting) {
        invoiceItems(local.store).put({ ...record, item: { ...record.item, invoice } });
      }
    },
  };
}

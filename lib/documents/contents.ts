import { translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import type { VariantId } from "@/lib/base/ids";
import { allocate } from "@/lib/base/money";
import { dayIn } from "@/lib/base/time-zone";
import type { CreditContents, DocumentContents, InvoiceContents, TaxPart } from "@/lib/model/order-document";
import type { QuoteLine } from "@/lib/model/quote";
import { rateOfOrder } from "@/lib/model/rate-choice";
import type { RefundShare } from "@/lib/model/refund";
import type { Shop } from "@/lib/model/shop";
import { type OrderRecord, taxParts } from "@/lib/orders/views/order-view";

/** How every document names a line. */
export const documentLine = ({ sku, productName, optionLabel }: QuoteLine) => ({
  sku,
  name: optionLabel ? `${productName} — ${optionLabel}` : productName,
});

type InvoicedOrder = Pick<
  OrderRecord,
  | "number"
  | "currency"
  | "quote"
  | "subtotal"
  | "shippingTotal"
  | "shippingOption"
  | "taxTotal"
  | "taxAdded"
  | "total"
  | "email"
  | "shippingName"
  | "shippingAddress"
  | "createdAt"
> & {
  locale: InvoiceContents["locale"];
  customerName: string | null;
  paidAt: Date | null;
};

/** What an invoice says for good. `parts` is the tax by rate, as Stripe lists it: rates whose sum is not the order's tax are left out. */
export function invoiceContents(
  order: InvoicedOrder,
  shop: Shop,
  about: {
    timeZone: string;
    issuedOn: string;
    sentAt: Date | null;
    parts: readonly TaxPart[];
    moved?: readonly MovedPieces[];
  },
): InvoiceContents {
  const day = (instant: Date) => dayIn(instant, about.timeZone);
  const { contact, invoices } = shop;
  const { locale, quote } = order;
  const { parts } = about;
  const isKnown = parts.reduce((sum, { amount }) => sum + amount, 0) === order.taxTotal;
  return {
    locale,
    currency: order.currency,
    issuedOn: about.issuedOn,
    orderNumber: order.number,
    orderedOn: day(order.createdAt),
    paidOn: order.paidAt && day(order.paidAt),
    sentOn: about.sentAt && day(about.sentAt),
    seller: {
      shop: shop.name,
      company: contact.company,
      represented: contact.represented,
      register: contact.register,
      vat: contact.vat,
      address: {
        line1: contact.street,
        line2: null,
        city: contact.city,
        state: null,
        postalCode: contact.postalCode,
        country: contact.country,
      },
      email: contact.email,
      phone: contact.phone,
    },
    buyer: {
      name: order.customerName ?? order.shippingName,
      address: order.shippingAddress,
      email: order.email,
    },
    lines: quote.lines.flatMap((line) => soldAndMoved(line, about.moved ?? [], locale)),
    subtotal: order.subtotal,
    discounts: quote.discounts.flatMap(({ name, amount }) => (amount > 0 ? [{ name, amount }] : [])),
    delivery: { name: rateOfOrder(order)?.name ?? null, amount: order.shippingTotal },
    tax: { ...taxParts(order), untold: quote.tax === "included", parts: isKnown ? parts : [] },
    total: order.total,
    note: invoices.note && inLocale(invoices.note, locale),
  };
}

/** Pieces that were never sent, as they pay for goods of another order. Its number is null until somebody goes to its payment. */
export type MovedPieces = { variantId: VariantId; quantity: number; number: string | null };

/** A line without what pays for other goods, and that on a line of its own: an invoice names what somebody gets, and what was paid in advance. */
function soldAndMoved(line: QuoteLine, all: readonly MovedPieces[], locale: InvoiceContents["locale"]) {
  const t = translator(locale, "desk-changes");
  const { unitAmount } = line;
  const named = documentLine(line);
  const moved = all.filter(({ variantId }) => variantId === line.variantId);
  const sold = moved.reduce((left, { quantity }) => left - quantity, line.quantity);
  return [
    { ...named, quantity: sold },
    ...moved.map(({ quantity, number }) => ({
      ...{ ...named, quantity },
      name: number
        ? t("invoice.movedTo", { goods: named.name, number })
        : t("invoice.moved", { goods: named.name }),
    })),
  ].flatMap((one) => (one.quantity > 0 ? [{ ...one, unitAmount, total: unitAmount * one.quantity }] : []));
}

type CreditedRefund = {
  number: string;
  issuedOn: string;
  /** Minor units. */
  amount: number;
  /** How the refund divides; null for an amount that names no line, as from Stripe's dashboard. */
  share: RefundShare | null;
  /** The order's other credit notes and their reversals. */
  earlier: readonly DocumentContents[];
};

/**
 * What a credit note says for good. Its tax is that of the refund's lines, or the invoice's share for the amount; by rate it is divided by what is not credited
 * yet, so that the credit notes of a whole invoice have all of its tax, to the cent, also when some were taken back.
 */
export function creditContents(
  invoice: InvoiceContents,
  names: ReadonlyMap<string, { sku: string; name: string }>,
  { number, issuedOn, amount, share, earlier }: CreditedRefund,
): CreditContents {
  const { locale, currency, orderNumber, orderedOn, seller, buyer, note, total, tax } = invoice;
  const net = (read: (contents: DocumentContents) => number) =>
    earlier.reduce((sum, one) => sum + (one.kind === "credit_note" ? read(one) : -read(one)), 0);
  const before = net((one) => one.total);
  const upTo = (all: number) =>
    total === 0 ? 0 : Math.round((all * Math.min(before + amount, total)) / total);
  const added = share?.taxAdded ?? upTo(tax.added) - net((one) => one.tax.added);
  const included = share?.taxIncluded ?? upTo(tax.included) - net((one) => one.tax.included);
  const left = tax.parts.map((part, index) => ({
    ...part,
    taxable: part.taxable - net((one) => one.tax.parts[index]?.taxable ?? 0),
    amount: part.amount - net((one) => one.tax.parts[index]?.amount ?? 0),
  }));
  return {
    ...{ locale, currency, orderNumber, orderedOn, seller, buyer, note, issuedOn },
    invoice: { number, issuedOn: invoice.issuedOn },
    reverses: null,
    isWhole: before === 0 && amount >= total,
    lines: (share?.lines ?? []).map((line) => ({
      sku: names.get(line.variantId)?.sku ?? "",
      name: names.get(line.variantId)?.name ?? "",
      quantity: line.quantity,
      amount: line.amount,
    })),
    delivery: share?.delivery.amount ?? 0,
    tax: { added, included, untold: tax.untold, parts: creditedParts(left, { added, included }) },
    total: amount,
  };
}

function creditedParts(
  left: readonly TaxPart[],
  { added, included }: { added: number; included: number },
): TaxPart[] {
  const dividedOver = (sum: number, inside: boolean) => {
    const those = left.filter((part) => part.inside === inside);
    const amounts =
      those.length > 0
        ? allocate(
            sum,
            those.map((part) => Math.max(0, part.amount)),
          )
        : [];
    return those.map((part, index) => ({ part, amount: amounts[index] ?? 0 }));
  };
  const divided = [...dividedOver(added, false), ...dividedOver(included, true)];
  return left.map((part) => {
    const amount = divided.find((one) => one.part === part)?.amount ?? 0;
    const taxable = part.amount === 0 ? 0 : Math.round((part.taxable * amount) / part.amount);
    return { ...part, taxable, amount };
  });
}

import "server-only";
import type Stripe from "stripe";
import { log } from "@/lib/base/log.server";
import type { TaxPart } from "@/lib/model/order-document";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";

type TaxedOrder = {
  number: string;
  taxTotal: number;
  quote: { calculatedTax?: { calculation: string | null } };
};

/**
 * The tax of an order by rate, as Stripe lists it; empty where there is none, or where Stripe no longer says (a calculation is kept for 90 days).
 * @param payment `cs_…` or `pi_…` of the payment that counts; null when nothing was charged
 * @throws Stripe's errors for an outage, after which another try is right
 */
export async function readTax(order: TaxedOrder, payment: string | null): Promise<readonly TaxPart[]> {
  if (order.taxTotal === 0 || payment === null) return [];
  const calculation = order.quote.calculatedTax?.calculation;
  try {
    if (payment.startsWith("cs_")) {
      const session = await stripe().checkout.sessions.retrieve(payment, {
        expand: ["total_details.breakdown"],
      });
      return byRate((session.total_details?.breakdown?.taxes ?? []).map(ofSession));
    }
    if (!calculation) return [];
    const found = await stripe().tax.calculations.retrieve(calculation);
    return byRate(found.tax_breakdown.map(ofCalculation));
  } catch (error) {
    const failure = stripeFailure(error);
    if (failure.kind === "unavailable") throw error;
    log.warn(`the tax of order ${order.number} is not known by rate: ${failure.message}`);
    return [];
  }
}

function ofSession({ amount, rate, taxable_amount }: Stripe.LineItem.Tax): TaxPart {
  return {
    name: rate.display_name,
    percent: rate.effective_percentage ?? rate.percentage,
    taxable: taxable_amount ?? 0,
    amount,
    inside: rate.inclusive,
  };
}

function ofCalculation(part: Stripe.Tax.Calculation.TaxBreakdown): TaxPart {
  const { tax_type, percentage_decimal } = part.tax_rate_details;
  return {
    name: tax_type === "vat" ? "VAT" : (tax_type ?? "").replaceAll("_", " "),
    percent: Number(percentage_decimal),
    taxable: part.taxable_amount,
    amount: part.amount,
    inside: part.inclusive,
  };
}

/** Goods and delivery are listed apart; an invoice has one row for each rate. */
function byRate(parts: readonly TaxPart[]): TaxPart[] {
  const rows = new Map<string, TaxPart>();
  for (const part of parts.filter(({ amount }) => amount !== 0)) {
    const key = `${part.name} ${part.percent} ${part.inside}`;
    const before = rows.get(key);
    rows.set(key, {
      ...part,
      taxable: part.taxable + (before?.taxable ?? 0),
      amount: part.amount + (before?.amount ?? 0),
    });
  }
  return [...rows.values()];
}

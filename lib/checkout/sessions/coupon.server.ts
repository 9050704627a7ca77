import "server-only";
import { createHash } from "node:crypto";
import type { Quote } from "@/lib/model/quote";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import { couponData } from "./coupon-data";

const made = new Set<string>();

/**
 * Creates the coupon at Stripe for a quote's discounts, or finds it, as equal discounts share one. Without a promotion code
 * nobody else can redeem it.
 * @returns its id; null without a discount
 */
export async function couponFor(quote: Quote): Promise<string | null> {
  const data = couponData(quote);
  if (!data) return null;
  const essence = JSON.stringify([data.currency, data.amount_off, data.name]);
  const id = `quote_${createHash("sha256").update(essence).digest("hex").slice(0, 24)}`;
  if (made.has(id)) return id;
  try {
    await stripe().coupons.create({ id, ...data });
  } catch (error) {
    if (stripeFailure(error).code !== "resource_already_exists") throw error;
  }
  made.add(id);
  return id;
}

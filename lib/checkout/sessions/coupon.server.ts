import "server-only";
import { createHash } from "node:crypto";
import { recentMap } from "@/lib/base/recent-map";
import type { Quote } from "@/lib/model/quote";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import { couponData } from "./coupon-data";

/** Those that Stripe has for certain. One that is forgotten is asked for again. */
const MOST_KNOWN = 200;
const made = recentMap<string, true>(MOST_KNOWN);

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
  if (made.get(id)) return id;
  try {
    await stripe().coupons.create({ id, ...data });
  } catch (error) {
    if (stripeFailure(error).code !== "resource_already_exists") throw error;
  }
  made.set(id, true);
  return id;
}

import type Stripe from "stripe";

/** Decimals are texts here; the SDK makes objects of them. */
export type Price = Omit<Stripe.Price, "unit_amount_decimal"> & { unit_amount_decimal: string | null };

/** A line of a session; its price is always whole. */
export type LineItem = Omit<Stripe.LineItem, "price"> & { price: Price | null };

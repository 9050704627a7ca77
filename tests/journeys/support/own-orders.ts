import type { Page, Response } from "@playwright/test";
import type Stripe from "stripe";
import type { TestAccount } from "../../../scripts/local/journey-target";
import { stripeOf } from "./test-account";

/** Clocks differ; an order of the run is never older by more. */
const CLOCKS_DIFFER = 120;

/** The orders that a browser has begun in a store that runs somewhere, told by the store's own answers. */
export class OwnOrders {
  private readonly ids = new Set<string>();
  private readonly reading: Promise<void>[] = [];
  private readonly since = Math.floor(Date.now() / 1000) - CLOCKS_DIFFER;

  constructor(private readonly account: TestAccount | null) {}

  /** Remembers what is begun on a page, whether or not it gets as far as being paid. */
  watch(page: Page): void {
    page.context().on("response", (response) => {
      this.reading.push(this.remember(response));
    });
  }

  add(orderId: string): void {
    this.ids.add(orderId);
  }

  /** Gives back all that was paid. @returns a line for each order that had been paid, and for all when there is no key to look with */
  async giveBack(): Promise<string[]> {
    await Promise.all(this.reading);
    if (this.ids.size === 0) return [];
    if (!this.account)
      return [...this.ids].map((id) => `order ${id} stays: no STRIPE_SECRET_KEY to refund it with`);
    return giveBackOrders(stripeOf(this.account), [...this.ids], this.since);
  }

  private async remember(response: Response): Promise<void> {
    if (!new URL(response.url()).pathname.startsWith("/api/checkout/")) return;
    const text = await response.text().catch(() => "");
    for (const [id] of text.matchAll(/\bord_[0-9a-z]+/g)) this.ids.add(id);
  }
}

/**
 * Refunds what was paid for these orders, and releases what is only authorized. Payments are known by `metadata.order_id`, which the store
 * writes into each of its own.
 *
 * @param since Unix seconds: older payments are not looked at
 */
export async function giveBackOrders(
  stripe: Pick<Stripe, "paymentIntents" | "refunds">,
  orderIds: readonly string[],
  since: number,
): Promise<string[]> {
  const done: string[] = [];
  for await (const intent of stripe.paymentIntents.list({ created: { gte: since }, limit: 100 })) {
    const orderId = intent.metadata.order_id;
    if (orderId === undefined || !orderIds.includes(orderId)) continue;
    if (intent.livemode) throw new Error(`The payment of order ${orderId} is a live one.`);
    if (intent.status === "succeeded") {
      await stripe.refunds.create(
        { payment_intent: intent.id },
        { idempotencyKey: `journeys-refund-${intent.id}` },
      );
      done.push(`order ${orderId}: paid and refunded`);
    }
    if (intent.status === "requires_capture") {
      await stripe.paymentIntents.cancel(intent.id);
      done.push(`order ${orderId}: authorized and released`);
    }
  }
  return done;
}

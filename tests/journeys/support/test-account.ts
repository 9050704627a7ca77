import { setTimeout } from "node:timers/promises";
import Stripe from "stripe";
import { isLiveKey } from "../../../lib/base/live-key";
import type { TestAccount } from "../../../scripts/local/journey-target";

/** @throws Error for a live key, before anything is asked */
export function stripeOf({ key, api }: TestAccount): Stripe {
  if (isLiveKey(key)) throw new Error("Nothing is refunded with a live key.");
  const { protocol, hostname, port } = new URL(api ?? "https://api.stripe.com");
  return new Stripe(key, {
    host: hostname,
    port: port || (protocol === "http:" ? 80 : 443),
    protocol: protocol === "http:" ? "http" : "https",
    telemetry: false,
  });
}

const POLL_MS = 1000;
/** Seconds that an event may be listed late, or be refused and come again. */
const LATE = 120;

type Receiver = { url: string; secret: string };

/**
 * Brings an account's events to a store as `stripe listen` does, but signed with the store's own secret: asks for new ones each second.
 *
 * @returns how to end it
 */
export function forwardEvents(stripe: Stripe, { url, secret }: Receiver): () => Promise<void> {
  const ending = new AbortController();
  const seen = new Set<string>();
  const began = Math.floor(Date.now() / 1000);
  const bringNew = async () => {
    const gte = Math.max(began, Math.floor(Date.now() / 1000) - LATE);
    const listed = await stripe.events
      .list({ created: { gte }, limit: 100 })
      .autoPagingToArray({ limit: 1000 });
    for (const event of listed.reverse()) {
      if (seen.has(event.id)) continue;
      const payload = JSON.stringify(event);
      const signature = stripe.webhooks.generateTestHeaderString({ payload, secret });
      const headers = { "content-type": "application/json", "stripe-signature": signature };
      const { ok } = await fetch(url, { method: "POST", headers, body: payload, signal: ending.signal });
      if (ok) seen.add(event.id);
    }
  };
  const running = (async () => {
    while (!ending.signal.aborted) {
      // A store that starts anew, or a network that is away for a moment, is asked again.
      await bringNew().catch(() => undefined);
      await setTimeout(POLL_MS, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  })();
  return async () => {
    ending.abort();
    await running;
  };
}

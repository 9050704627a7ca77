import { env } from "@/lib/config/env";
import { stripe } from "@/lib/stripe/client";
import { type Finding, note, right, wrong } from "./finding";
import { missingHosts } from "./policy-hosts";
import { webhookUrl } from "./webhook-endpoints";

const PATIENCE_MS = 10_000;

/** Asks the store that is online as Stripe, a cron and a browser would: its secrets and its policy. Changes nothing there. */
export async function checkOnline(): Promise<Finding[]> {
  const { STORE_URL } = env();
  let live: Response;
  try {
    live = await ask("/api/health/live");
  } catch {
    return [note(`no store answers at ${STORE_URL} yet: ask again once it is online`)];
  }
  if (!live.ok) {
    const fix =
      "is it this store, and may anybody reach it without a password (deployment protection, a proxy)?";
    return [wrong("store_hidden", `${STORE_URL}/api/health/live answers ${live.status}`, fix)];
  }
  return [
    right(`a store answers at ${STORE_URL}`),
    await webhookSecret(),
    await cronSecret(),
    await policy(),
  ];
}

const ask = (path: string, init: RequestInit = {}) =>
  fetch(new URL(path, env().STORE_URL), {
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...init,
  });

/** A signed notification, which the store answers and does not keep. */
async function webhookSecret(): Promise<Finding> {
  const [secret = ""] = env().STRIPE_WEBHOOK_SECRET;
  const payload = JSON.stringify({ object: "v2.core.event", id: "evt_doctor", type: "store.doctor" });
  const signature = stripe().webhooks.generateTestHeaderString({ payload, secret });
  const { status } = await ask(webhookUrl(env().STORE_URL), {
    method: "POST",
    headers: { "stripe-signature": signature, "content-type": "application/json" },
    body: payload,
  });
  if (status === 200) return right("it takes events that STRIPE_WEBHOOK_SECRET has signed");
  return wrong(
    "webhook_secret_differs",
    `it answers ${status} to an event that the first STRIPE_WEBHOOK_SECRET here has signed`,
    "set STRIPE_WEBHOOK_SECRET there to the value of this file, and deploy again",
  );
}

async function cronSecret(): Promise<Finding> {
  const headers = { authorization: `Bearer ${env().CRON_SECRET}` };
  const { status } = await ask("/api/doctor?subjects=Settings", { headers });
  if (status === 200) return right("it takes CRON_SECRET");
  return wrong(
    "cron_secret_differs",
    `it answers ${status} to a caller with CRON_SECRET`,
    "set CRON_SECRET there to the value of this file, and deploy again",
  );
}

/** Any address under /checkout has the policy of the pages that take money. */
async function policy(): Promise<Finding> {
  const { headers } = await ask("/checkout/complete");
  const missing = missingHosts(headers.get("content-security-policy") ?? "", env());
  if (missing.length === 0) return right("its Content Security Policy lets Stripe in");
  return wrong(
    "policy_blocks_stripe",
    `the Content Security Policy of its checkout blocks ${missing.join(", ")}`,
    "a proxy or a CDN in front of the store adds a policy of its own: let it leave the store's alone",
  );
}

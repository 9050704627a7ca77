import type Stripe from "stripe";
import { nextStep } from "@/local-stripe/src/browser/next-step";
import { createPageApi } from "@/local-stripe/src/browser/page-api";
import type { Means, personOf } from "../plan";
import { WaitError, waitFor } from "../waits";
import { patiently } from "./browser";

export const PUBLISHABLE_KEY = "pk_test_local_store";

type Person = ReturnType<typeof personOf>;
type PageEnd = "complete" | "over" | "declined" | "total_changed";

/** Milliseconds after which Stripe.js gives a call up. */
const CALL_MS = 60_000;

/** Errors of a call that may or may not have been carried out. */
const UNCERTAIN: readonly (string | undefined)[] = ["api_connection_error", "api_error"];

/** The browser's half of a Checkout Session: what Stripe's frames ask Stripe. Each call is tried again, as Stripe.js or the shopper does. */
export function stripePage(stripe: string, clientSecret: string, { email, name, address }: Person) {
  const api = createPageApi(PUBLISHABLE_KEY, clientSecret, stripe);
  const shipping = { name, address };

  const load = () =>
    patiently("loading Stripe's page", async () => {
      const page = await calling(() => api.load());
      if (page === null) return null;
      return page.ok ? page.value.session : null;
    });

  /** @returns null when the session is over */
  async function update(input: Parameters<typeof api.update>[0]): Promise<Stripe.Checkout.Session | null> {
    return patiently("Stripe's page", async () => {
      const page = await calling(() => api.update(input));
      if (page === null) return null;
      if (page.ok) return { session: page.value.session };
      return (await load()).status === "open" ? null : { session: null };
    }).then(({ session }) => session);
  }

  return {
    sessionId: api.sessionId,
    load,
    giveAddress: () => update({ email, shipping }),
    chooseRate: (rate: string) => update({ shipping_rate: rate }),
    /** Presses "Pay" once. What a lost answer meant, the page finds out. */
    async pay(means: Means, seenTotal: number | null): Promise<PageEnd> {
      const session = await load();
      if (session.status === "complete") return "complete";
      if (session.status !== "open") return "over";
      if (seenTotal !== null && session.amount_total !== seenTotal) return "total_changed";
      const rate = session.shipping_cost?.shipping_rate ?? session.shipping_options[0]?.shipping_rate;
      const answer = await calling(() =>
        api.confirm({
          email,
          shipping,
          ...(rate && { shipping_rate: typeof rate === "string" ? rate : rate.id }),
          ...((session.amount_total ?? 0) > 0 && { payment_method_data: methodData(means, email, name) }),
          expected_amount: session.amount_total ?? 0,
        }),
      );
      if (!answer?.ok) {
        const now = await load();
        if (now.status !== "open") return now.status === "complete" ? "complete" : "over";
        return answer?.error.type === "card_error" ? "declined" : "total_changed";
      }
      const next = nextStep(answer.value);
      if (next.kind === "done") return "complete";
      if (next.kind !== "challenge") return "declined";
      await answerBank(stripe, next.source, clientSecret, means);
      const now = await load();
      return now.status === "complete" ? "complete" : now.status === "open" ? "declined" : "over";
    },
  };
}

/** A call of Stripe.js; null when it got no answer for a minute. */
const calling = <Result>(work: () => Promise<Result>): Promise<Result | null> =>
  waitFor("a call of Stripe.js", CALL_MS, work).catch((error: unknown) => {
    if (error instanceof WaitError) return null;
    throw error;
  });

export function methodData(means: Means, email: string, name: string) {
  const billing_details = { email, name };
  if (means.kind === "debit")
    return { type: "sepa_debit", sepa_debit: { iban: means.iban }, billing_details };
  const card = { number: means.number, exp_month: 12, exp_year: 2034, cvc: "123" };
  return { type: "card", card, billing_details };
}

/** The bank's page, in its frame. An answer that was given before is refused, which is as good. */
export async function answerBank(
  stripe: string,
  source: string,
  clientSecret: string,
  means: Means,
): Promise<void> {
  const result = means.kind === "card" ? means.bank : "authorize";
  await patiently("the bank's page", async () => {
    const answer = await stripeCall(stripe, `/v1/3ds2/${source}/complete`, {
      result,
      client_secret: clientSecret,
    });
    return answer.status !== null && answer.status < 429 ? answer : null;
  });
}

/** A call of Stripe.js; a lost connection has no status. */
export async function stripeCall(
  stripe: string,
  path: string,
  body?: object,
): Promise<{ status: number | null; body: unknown }> {
  try {
    const response = await fetch(stripe + path, {
      method: body ? "POST" : "GET",
      signal: AbortSignal.timeout(CALL_MS),
      headers: { "content-type": "application/json", authorization: `Bearer ${PUBLISHABLE_KEY}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  } catch {
    return { status: null, body: null };
  }
}

export const isUncertain = (type: string | undefined) => UNCERTAIN.includes(type);

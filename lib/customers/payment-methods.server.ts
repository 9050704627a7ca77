import "server-only";
import type Stripe from "stripe";
import { log } from "@/lib/base/log.server";
import type { Customer } from "@/lib/model/customer";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import { orDeleted } from "@/lib/stripe/or-deleted";
import { type SavedMethod, savedMethod } from "./saved-method";

type SavedMethods = { ok: true; methods: SavedMethod[] } | { ok: false; code: "stripe_unavailable" };

export type MethodChange = { ok: true } | { ok: false; code: "not_found" | "stripe_unavailable" };

const ID = /^\w{1,100}$/;

/** Lists payment methods, the default first, then the newest. Stripe is not called for an account that it does not know. */
export async function listPaymentMethods({ stripeCustomerId }: Customer): Promise<SavedMethods> {
  if (!stripeCustomerId) return { ok: true, methods: [] };
  try {
    const [owner, saved] = await Promise.all([
      orDeleted(stripeCustomerId, stripe().customers.retrieve(stripeCustomerId)),
      orDeleted(stripeCustomerId, stripe().customers.listPaymentMethods(stripeCustomerId, { limit: 100 })),
    ]);
    if (owner.deleted || "deleted" in saved) return { ok: true, methods: [] };
    const methods = saved.data.map((method) => savedMethod(method, defaultOf(owner)));
    return { ok: true, methods: methods.sort((a, b) => Number(b.isDefault) - Number(a.isDefault)) };
  } catch (error) {
    return unavailable(error);
  }
}

export async function makeDefaultMethod(customer: Customer, id: string): Promise<MethodChange> {
  return changeOwn(customer, id, (stripeCustomerId) =>
    stripe().customers.update(stripeCustomerId, { invoice_settings: { default_payment_method: id } }),
  );
}

export async function removePaymentMethod(customer: Customer, id: string): Promise<MethodChange> {
  return changeOwn(customer, id, () => stripe().paymentMethods.detach(id));
}

/** Changes one of the account's payment methods; another customer's counts as unknown. */
async function changeOwn(
  { stripeCustomerId }: Customer,
  id: string,
  change: (stripeCustomerId: string) => Promise<unknown>,
): Promise<MethodChange> {
  if (!stripeCustomerId || !ID.test(id)) return { ok: false, code: "not_found" };
  try {
    await stripe().customers.retrievePaymentMethod(stripeCustomerId, id);
    await change(stripeCustomerId);
    return { ok: true };
  } catch (error) {
    return stripeFailure(error).code === "resource_missing"
      ? { ok: false, code: "not_found" }
      : unavailable(error);
  }
}

type SetupReturn = "saved" | "processing" | "failed";

/** Reads a SetupIntent after the bank's page; null when it is not this account's. */
export async function readSetup(
  { stripeCustomerId }: Customer,
  setupIntentId: string,
): Promise<SetupReturn | null> {
  try {
    const { customer, status } = await stripe().setupIntents.retrieve(setupIntentId);
    if (!stripeCustomerId || customer !== stripeCustomerId) return null;
    if (status === "succeeded") return "saved";
    return status === "processing" ? "processing" : "failed";
  } catch (error) {
    log.error(`account: ${stripeFailure(error).message}`);
    return null;
  }
}

function defaultOf({ invoice_settings: settings }: Stripe.Customer): string | null {
  const method = settings.default_payment_method;
  return typeof method === "string" ? method : (method?.id ?? null);
}

function unavailable(error: unknown): { ok: false; code: "stripe_unavailable" } {
  log.error(`account: ${stripeFailure(error).message}`);
  return { ok: false, code: "stripe_unavailable" };
}

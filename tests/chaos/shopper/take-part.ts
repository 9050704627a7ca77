import type { CheckoutSurface } from "@/lib/model/surface";
import { CHECKOUT_SURFACES } from "@/lib/model/surface";
import type { Journal } from "../journal";
import type { Means, personOf, ShopperPlan } from "../plan";
import { StoreBrowser, StrandedError } from "./browser";
import { payByElement } from "./payment-checkout";
import { payElements, payEmbedded } from "./session-checkouts";

/** How a checkout ended, as its shopper knows it. */
export type CheckoutEnd =
  | { kind: "paid" | "left" | "declined"; orderId: string }
  | { kind: "refused"; code: string; orderId: string | null };

export type PaidAt = ({ sessionId: string } | { intentId: string }) & { means: Means };

export type Surroundings = {
  stripeUrl: string;
  person: ReturnType<typeof personOf>;
  /** Told once for each payment that Stripe has taken or has under way. */
  onPaid: (paid: PaidAt) => Promise<void>;
};

type Checkout = (browser: StoreBrowser, plan: ShopperPlan, around: Surroundings) => Promise<CheckoutEnd>;

const CHECKOUTS: Record<CheckoutSurface, Checkout> = {
  embedded: payEmbedded,
  elements: payElements,
  payment: payByElement,
};

type Options = { url: string; journal: Journal; plan: ShopperPlan; cookie: string; around: Surroundings };

/** A shopper from the cart to the end of the plan; two windows at once when the plan says so. Never throws. */
export async function takePart({ url, journal, plan, cookie, around }: Options): Promise<void> {
  const window = async (surface: CheckoutSurface): Promise<void> => {
    const browser = new StoreBrowser({ url, journal, number: plan.number, cookie });
    try {
      await browser.open("/cart");
      const end = await CHECKOUTS[surface](browser, plan, around);
      journal.ended(end.kind === "refused" ? `refused: ${end.code}` : end.kind);
    } catch (error) {
      const where = error instanceof StrandedError ? error.message : `${surface}: ${String(error)}`;
      journal.stranded.push({ shopper: plan.number, where, status: null });
      journal.ended("stranded");
    }
  };
  await Promise.all(surfacesOf(plan).map(window));
}

function surfacesOf({ surface, twice, number }: ShopperPlan): CheckoutSurface[] {
  if (twice === "tabs") return [surface, surface];
  if (twice === null) return [surface];
  const others = CHECKOUT_SURFACES.filter((other) => other !== surface);
  return [surface, others[number % others.length] ?? surface];
}

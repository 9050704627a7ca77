import { CHECKOUT_SURFACES, type CheckoutSurface } from "@/lib/model/surface";
import type { BrowserDoor } from "../browser/door";
import { payInBrowser } from "../browser/pay";
import { IN_BROWSER } from "../invariants/rest";
import type { Journal } from "../journal";
import type { Means, personOf, ShopperPlan } from "../plan";
import { waitFor } from "../waits";
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

type Options = {
  url: string;
  journal: Journal;
  plan: ShopperPlan;
  cookie: string;
  around: Surroundings;
  /** For a shopper with a real browser. */
  door: BrowserDoor | null;
};

/** Longer than any shopper waits for one thing, and than all of a checkout takes. */
const LIMIT_MS = 5 * 60_000;

/** A shopper from the cart to the end of the plan; two windows at once when the plan says so. Never throws. */
export async function takePart({ url, journal, plan, cookie, around, door }: Options): Promise<void> {
  const { number } = plan;
  const byRequests = async (surface: CheckoutSurface): Promise<CheckoutEnd> => {
    const browser = new StoreBrowser({ url, journal, number, cookie });
    await browser.open("/cart");
    return CHECKOUTS[surface](browser, plan, around);
  };
  const window = async (surface: CheckoutSurface): Promise<void> => {
    const began = performance.now();
    const what = `shopper ${number} on ${surface}${door ? " in a browser" : ""}`;
    if (door) journal.ended(IN_BROWSER);
    try {
      const end = await waitFor(what, LIMIT_MS, () =>
        door ? payInBrowser(door, { journal, plan, cookie, around, surface }) : byRequests(surface),
      );
      journal.checkouts.add(performance.now() - began, what);
      journal.ended(end.kind === "refused" ? `refused: ${end.code}` : end.kind);
    } catch (error) {
      const where =
        error instanceof StrandedError ? `${surface}: ${error.message}` : `${surface}: ${String(error)}`;
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

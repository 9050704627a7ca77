import { z } from "zod";
import type { Means, ShopperPlan } from "../plan";
import { patiently, type StoreBrowser } from "./browser";
import { begin, refusalOf } from "./start";
import { stripePage } from "./stripe-page";
import type { CheckoutEnd, Surroundings } from "./take-part";

const started = z.object({ clientSecret: z.string(), orderId: z.string() });
type Page = ReturnType<typeof stripePage>;

/** Sessions that end under a shopper are opened again, as the store's page offers. */
const MOST_SESSIONS = 4;

/** Stripe's embedded page. */
export const payEmbedded = (browser: StoreBrowser, plan: ShopperPlan, around: Surroundings) =>
  paySession("embedded", browser, plan, around, async () => null);

/** Our page on Checkout Elements: the store reprices, and checks once more before the payment. */
export const payElements = (browser: StoreBrowser, plan: ShopperPlan, around: Surroundings) =>
  paySession("elements", browser, plan, around, async (page) => {
    const reviewed = await update(browser, "review", page);
    return reviewed === "ok" ? null : reviewed;
  });

async function paySession(
  surface: "embedded" | "elements",
  browser: StoreBrowser,
  plan: ShopperPlan,
  around: Surroundings,
  review: (page: Page) => Promise<"over" | "changed" | null>,
): Promise<CheckoutEnd> {
  const wallet = [...plan.means];
  for (let sessions = 0; sessions < MOST_SESSIONS; sessions += 1) {
    const begun = await begin(browser, surface);
    if (!begun.ok) return { kind: "refused", code: begun.code, orderId: begun.orderId };
    const { clientSecret, orderId } = started.parse(begun.body);
    if (wallet.length === 0) return { kind: "left", orderId };
    const page = stripePage(around.stripeUrl, clientSecret, around.person);
    const end = await fillAndPay(surface, browser, plan, page, wallet, review);
    if (end === "over") continue;
    if (end === "declined") return { kind: "declined", orderId };
    if (end !== null) await around.onPaid({ sessionId: page.sessionId, means: end });
    if (!plan.leaves) await browser.open(`/checkout/return?session_id=${page.sessionId}`);
    return { kind: "paid", orderId };
  }
  return { kind: "refused", code: "session_over", orderId: null };
}

/** @returns the means that paid; null when another window had paid */
async function fillAndPay(
  surface: "embedded" | "elements",
  browser: StoreBrowser,
  plan: ShopperPlan,
  page: Page,
  wallet: Means[],
  review: (page: Page) => Promise<"over" | "changed" | null>,
): Promise<Means | "over" | "declined" | null> {
  const opened = await page.giveAddress();
  if (!opened) return (await page.load()).status === "complete" ? null : "over";
  if (surface === "elements") {
    await update(browser, "discounts/region", page);
    if (plan.code) await update(browser, "discounts/promotion-code", page, { code: plan.code });
  }
  for (let presses = 0; presses < 6; presses += 1) {
    const [means] = wallet;
    if (!means) return "declined";
    const problem = await review(page);
    if (problem === "over") return (await page.load()).status === "complete" ? null : "over";
    if (problem === "changed") continue;
    const end = await page.pay(means, null);
    if (end === "complete") return means;
    if (end === "over") return "over";
    if (end === "declined") wallet.shift();
  }
  return "declined";
}

async function update(
  browser: StoreBrowser,
  what: string,
  page: Page,
  more: object = {},
): Promise<"ok" | "changed" | "over"> {
  return patiently(`asking for ${what}`, async () => {
    const answer = await browser.ask(`/api/checkout/elements/${what}`, {
      checkout_session_id: page.sessionId,
      ...more,
    });
    if (answer.status === 200) return "ok";
    const refused = refusalOf(answer);
    switch (refused?.code) {
      case undefined:
      case "checkout_busy":
      case "rate_limited":
        return null;
      case "session_closed":
      case "not_found":
      case "not_payable":
      case "payment_in_progress":
      case "cart_changed":
      case "out_of_stock":
        return "over";
      default:
        return "changed";
    }
  });
}

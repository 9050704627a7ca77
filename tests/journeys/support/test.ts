import { test as base, expect, type Page } from "@playwright/test";
import { faultsIn } from "./browser-faults";
import type { ElementsCheckout } from "./elements-checkout";
import { EmbeddedCheckout } from "./embedded-checkout";
import { LocalStripe } from "./local-stripe";
import type { PaymentCheckout } from "./payment-checkout";
import { Shop } from "./shop";
import { Shopper } from "./shopper";
import { storeAtHand, surroundings } from "./surroundings";

type Worker = { shop: Shop; stripe: LocalStripe };

type Fixtures = {
  /**
   * Errors in the browser's console that a journey is about; any other error, and all that a policy stops, fails it. One expression in all:
   * Playwright takes a second one for the options of a fixture.
   */
  expectedErrors: [] | [RegExp];
  /** Whether links that come into view are fetched ahead, which is most of what a page asks of the store. */
  fetchesAhead: boolean;
  /** The shopper of `page`. */
  shopper: Shopper;
  checkout: EmbeddedCheckout;
  /** The same shopper's page `/checkout/elements`. */
  elements: ElementsCheckout;
  /** The same shopper's page `/checkout/payment`. */
  payment: PaymentCheckout;
  /** Another person, with a browser profile of their own. */
  anotherShopper: () => Promise<Shopper>;
};

export const test = base.extend<Fixtures, Worker>({
  fetchesAhead: [false, { option: true }],
  expectedErrors: [[], { option: true }],
  context: async ({ context, fetchesAhead, expectedErrors }, use) => {
    if (!fetchesAhead) await context.addInitScript(seeNothingComeIntoView);
    const faults = faultsIn(context);
    await use(context);
    expectNone(faults, expectedErrors);
  },
  shop: [
    async ({ browserName: _ }, use) => {
      const shop = new Shop(surroundings().database);
      await use(shop);
      await shop.close();
    },
    { scope: "worker" },
  ],
  stripe: [
    async ({ browserName: _ }, use) => {
      const { stripe, stripeApi, stripeKey } = surroundings();
      await use(stripe ? new LocalStripe(stripe) : new LocalStripe(stripeApi, stripeKey));
    },
    { scope: "worker" },
  ],
  baseURL: async ({ browserName: _ }, use) => {
    await use(storeAtHand().store);
  },
  shopper: async ({ page }, use) => {
    await use(new Shopper(page));
  },
  checkout: async ({ page }, use) => {
    await use(new EmbeddedCheckout(page));
  },
  elements: async ({ shopper }, use) => {
    await use(shopper.elements);
  },
  payment: async ({ shopper }, use) => {
    await use(shopper.payment);
  },
  anotherShopper: async (
    { browser, contextOptions, viewport, hasTouch, isMobile, locale, baseURL, fetchesAhead, expectedErrors },
    use,
  ) => {
    const pages: Page[] = [];
    const faults: string[][] = [];
    await use(async () => {
      const context = await browser.newContext({
        ...contextOptions,
        ...{ viewport, hasTouch, isMobile, locale, baseURL },
      });
      if (!fetchesAhead) await context.addInitScript(seeNothingComeIntoView);
      faults.push(faultsIn(context));
      const page = await context.newPage();
      pages.push(page);
      return new Shopper(page);
    });
    await Promise.all(pages.map((page) => page.context().close()));
    expectNone(faults.flat(), expectedErrors);
  },
});

function expectNone(faults: readonly string[], expected: readonly RegExp[]): void {
  const unexpected = faults.filter((fault) => !expected.some((form) => form.test(fault)));
  expect(unexpected, "errors in the browser").toEqual([]);
}

/** In the browser. Links that are pointed at are fetched ahead all the same. */
function seeNothingComeIntoView(): void {
  if (window !== window.top) return;
  window.IntersectionObserver = class extends IntersectionObserver {
    override observe(): void {}
  };
}

export { expect };

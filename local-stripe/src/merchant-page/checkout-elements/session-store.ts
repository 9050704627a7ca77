import type { StripeCheckoutSession } from "@stripe/stripe-js";
import type { Answer } from "../../browser/call";
import type { PageApi, PageData, UpdateInput } from "../../browser/page-api";
import { type BrowserFacts, sessionView } from "./session-view";
import { withShopperInput } from "./shopper-input";

/** Calls go one after the other, so that an answer never undoes a later one. `onChange` gets each change as a new object. */
export function createSessionStore(
  api: PageApi,
  locale: (page: PageData) => string,
  onChange: (session: StripeCheckoutSession, page: PageData) => void,
) {
  let page: PageData | null = null;
  let view: StripeCheckoutSession | null = null;
  let entered: UpdateInput = {};
  let last: Promise<unknown> = Promise.resolve();
  let facts: Omit<BrowserFacts, "locale"> = {
    paymentComplete: false,
    shippingIncomplete: false,
    busy: false,
    lastPaymentError: null,
  };

  const announce = () => {
    if (!page) return;
    view = sessionView(page, { ...facts, locale: locale(page) });
    onChange(view, page);
  };
  const take = (answer: Answer<PageData>) => {
    if (!answer.ok) return answer;
    page = withShopperInput(answer.value, entered);
    announce();
    return answer;
  };
  const inTurn = (call: () => Promise<Answer<PageData>>) => {
    const mine = last.then(call).then(take);
    last = mine;
    return mine;
  };

  return {
    page: () => page,
    view: () => view,
    load: () => inTurn(api.load),
    update: (input: UpdateInput) =>
      inTurn(async () => {
        const answer = await api.update(input);
        if (answer.ok) entered = { ...entered, ...input };
        return answer;
      }),
    /** Notes facts that only this browser knows. */
    note: (change: Partial<typeof facts>) => {
      const next = { ...facts, ...change };
      const same =
        next.paymentComplete === facts.paymentComplete &&
        next.shippingIncomplete === facts.shippingIncomplete &&
        next.busy === facts.busy &&
        next.lastPaymentError === facts.lastPaymentError;
      facts = next;
      if (!same) announce();
    },
    /** Resolves when no call runs. */
    settled: async () => {
      await last;
    },
  };
}

export type SessionStore = ReturnType<typeof createSessionStore>;

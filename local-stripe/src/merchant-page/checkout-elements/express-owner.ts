import type { PageData, UpdateInput } from "../../browser/page-api";
import type { ExpressOwner } from "../element-host/express-checkout";
import type { StartedCheckout } from "./element-sync";

/** An Express Checkout Element of a Checkout Session, which knows its delivery and its total itself. */
export function expressOwner({
  key,
  locale,
  started,
  onDestroy,
}: {
  key: string;
  locale: string;
  started: StartedCheckout;
  onDestroy: () => void;
}): ExpressOwner {
  let page: PageData | null = null;
  const load = async () => {
    const { store } = await started;
    page = store.page();
    if (!page) throw new Error("The Checkout Session is not loaded.");
    return page;
  };
  const update = async (input: UpdateInput) => {
    const { store } = await started;
    const answer = await store.update(input);
    page = store.page();
    return answer.ok ? null : (answer.error.message ?? "address");
  };
  return {
    key,
    locale,
    load: async () => {
      const { session } = await load();
      return {
        types: session.payment_method_types,
        currency: session.currency ?? "usd",
        merchant: "Local Stripe",
        canBuy: session.status === "open",
      };
    },
    amount: () => page?.session.amount_total ?? 0,
    session: {
      asksShipping: () => Boolean(page?.session.shipping_address_collection),
      countries: () => page?.session.shipping_address_collection?.allowed_countries ?? null,
      rates: () =>
        (page?.session.shipping_options ?? []).map(({ shipping_amount: amount, shipping_rate: rate }) =>
          typeof rate === "string"
            ? { id: rate, amount, displayName: rate }
            : { id: rate.id, amount, displayName: rate.display_name ?? rate.id },
        ),
      rate: () => {
        const rate = page?.session.shipping_cost?.shipping_rate;
        return (typeof rate === "string" ? rate : rate?.id) ?? null;
      },
      changeAddress: ({ name, address }) =>
        update({ shipping: { name, address: { ...address, line2: address.line2 ?? "" } } }),
      changeRate: (id) => update({ shipping_rate: id }),
    },
    onDestroy,
  };
}

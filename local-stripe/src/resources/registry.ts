import { type Api, UNREAD } from "../http/api";
import { notModelled, unrecognizedUrl } from "../http/errors";
import { isCallOfStripe } from "../http/known-parameters";
import type { Resource } from "../http/resource";
import { accounts } from "./accounts/resource";
import { balance } from "./balance/resource";
import { balanceTransactions } from "./balance-transactions/resource";
import { billingPortal } from "./billing-portal/resource";
import { charges } from "./charges/resource";
import { checkoutSessions } from "./checkout-sessions/resource";
import { combine } from "./combine";
import { confirmationTokens } from "./confirmation-tokens/resource";
import { coupons } from "./coupons/resource";
import { customerSessions } from "./customer-sessions/resource";
import { customers } from "./customers/resource";
import { discountResource } from "./discounts/discounts";
import { disputes } from "./disputes/resource";
import { elementsSessions } from "./elements-sessions/resource";
import { events } from "./events/resource";
import { files } from "./files/resource";
import { invoiceItemResource } from "./invoice-items/resource";
import { invoiceResource } from "./invoices/resource";
import { oldCharges } from "./old-charges/resource";
import { paymentIntents } from "./payment-intents/resource";
import { paymentLinks } from "./payment-links/resource";
import { paymentMethods } from "./payment-methods/resource";
import { paymentPages } from "./payment-pages/resource";
import { payoutResource } from "./payouts/resource";
import { createPrice } from "./prices/prices";
import { prices } from "./prices/resource";
import { products } from "./products/resource";
import { promotionCodes } from "./promotion-codes/resource";
import { refunds } from "./refunds/resource";
import { setupIntents } from "./setup-intents/resource";
import { shippingRates } from "./shipping-rates/resource";
import { subscriptionScheduleResource } from "./subscription-schedules/resource";
import { subscriptionResource } from "./subscriptions/resource";
import { taxCalculations } from "./tax-calculations/resource";
import { taxSettings } from "./tax-settings/resource";
import { testClocks } from "./test-clocks/resource";
import { threeDs } from "./three-ds/resource";
import { tokenResource } from "./tokens/resource";
import { webhookEndpoints } from "./webhook-endpoints/resource";

/** The resources by their folder. Due work is done in this order. */
export const RESOURCES: Record<string, Resource> = {
  products: products(createPrice),
  prices,
  "shipping-rates": shippingRates,
  coupons,
  "promotion-codes": promotionCodes,
  customers,
  "payment-methods": paymentMethods,
  "customer-sessions": customerSessions,
  "confirmation-tokens": confirmationTokens,
  "checkout-sessions": checkoutSessions,
  "payment-intents": paymentIntents,
  "setup-intents": setupIntents,
  discounts: discountResource,
  invoices: invoiceResource,
  "invoice-items": invoiceItemResource,
  subscriptions: subscriptionResource,
  "subscription-schedules": subscriptionScheduleResource,
  "billing-portal": billingPortal,
  "payment-links": paymentLinks,
  "test-clocks": testClocks,
  charges,
  "old-charges": oldCharges,
  tokens: tokenResource,
  "balance-transactions": balanceTransactions,
  refunds,
  files,
  disputes,
  balance,
  accounts,
  payouts: payoutResource,
  "tax-settings": taxSettings,
  "tax-calculations": taxCalculations,
  events,
  "webhook-endpoints": webhookEndpoints,
  "payment-pages": paymentPages,
  "elements-sessions": elementsSessions,
  "three-ds": threeDs,
};

export const resources = combine(Object.values(RESOURCES));

/** What all resources were like in older versions of the API. */
export const versionChanges = Object.values(RESOURCES).flatMap(({ changes }) => changes ?? []);

/** Everything under `/v1`, with an error for what is not modelled. */
export function mountApi(api: Api): void {
  for (const { routes } of Object.values(RESOURCES)) routes?.(api);
  for (const version of ["v1", "v2"]) {
    for (const method of ["get", "post", "delete"] as const) {
      api[method](`/${version}/*`, UNREAD, ({ params }) => {
        const [called, path] = [method.toUpperCase(), `/${version}/${params["*"]}`];
        // Of `/v2` the SDK's types are not read.
        if (version === "v1" && !isCallOfStripe(called, path)) throw unrecognizedUrl(called, path);
        throw notModelled(`${called} ${path}`);
      });
    }
  }
}

import { Api } from "../http/api";
import { notModelled } from "../http/errors";
import type { Router } from "../http/router";
import type { Resources } from "../state/local";
import { mountBalanceTransactions } from "./balance-transactions/routes";
import { mountCharges } from "./charges/routes";
import { sessionAfterPayment } from "./checkout-sessions/complete";
import { withCustomer } from "./checkout-sessions/customer";
import { mountCheckoutSessions } from "./checkout-sessions/routes";
import { mountConfirmationTokens } from "./confirmation-tokens/routes";
import { mountCoupons } from "./coupons/routes";
import { mountCustomerSessions } from "./customer-sessions/routes";
import { mountCustomers } from "./customers/routes";
import { mountDisputes } from "./disputes/routes";
import { mountElementsSessions } from "./elements-sessions/routes";
import { mountEvents } from "./events/routes";
import { mountPaymentIntents } from "./payment-intents/routes";
import { mountPaymentMethods } from "./payment-methods/routes";
import { mountPaymentPages } from "./payment-pages/routes";
import { createPrice, mountPrices } from "./prices/routes";
import { mountProducts } from "./products/routes";
import { mountPromotionCodes } from "./promotion-codes/routes";
import { resolveIncludable, resolveReference } from "./references";
import { mountRefunds } from "./refunds/routes";
import { mountSetupIntents } from "./setup-intents/routes";
import { mountShippingRates } from "./shipping-rates/routes";
import { mountTaxCalculations } from "./tax-calculations/routes";
import { mountTaxSettings } from "./tax-settings/routes";
import { mountThreeDs } from "./three-ds/routes";
import { tick } from "./tick";
import { mountWebhookEndpoints } from "./webhook-endpoints/routes";

/** Everything under `/v1`. What is not modelled says so. */
export function mountApi(router: Router): void {
  const api = new Api(router);
  mountProducts(api, createPrice);
  mountPrices(api);
  mountShippingRates(api);
  mountCheckoutSessions(api);
  mountBalanceTransactions(api);
  mountCharges(api);
  mountCoupons(api);
  mountCustomers(api);
  mountCustomerSessions(api);
  mountConfirmationTokens(api);
  mountElementsSessions(api);
  mountEvents(api);
  mountPaymentIntents(api);
  mountPaymentMethods(api);
  mountSetupIntents(api);
  mountPromotionCodes(api);
  mountRefunds(api);
  mountDisputes(api);
  mountWebhookEndpoints(api);
  mountTaxCalculations(api);
  mountTaxSettings(api);
  mountPaymentPages(api);
  mountThreeDs(api);
  for (const version of ["v1", "v2"]) {
    for (const method of ["get", "post", "delete"] as const) {
      api[method](`/${version}/*`, ({ params }) => {
        throw notModelled(`${method.toUpperCase()} /${version}/${params["*"]}`);
      });
    }
  }
}

/** What the layers below see of the resources. */
export const resources: Resources = {
  find: resolveReference,
  part: resolveIncludable,
  tick,
  paymentOwner: { withCustomer, afterPayment: sessionAfterPayment },
};

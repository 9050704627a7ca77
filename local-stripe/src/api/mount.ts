import { Api } from "../server/api";
import { notModelled } from "../server/errors";
import type { Router } from "../server/router";
import { mountBalanceTransactions } from "./balance-transactions";
import { mountCharges } from "./charges";
import { mountCheckoutSessions } from "./checkout-sessions";
import { mountConfirmationTokens } from "./confirmation-tokens";
import { mountCoupons } from "./coupons";
import { mountCustomerSessions } from "./customer-sessions";
import { mountCustomers } from "./customers";
import { mountDisputes } from "./disputes";
import { mountElementsSessions } from "./elements-sessions";
import { mountEvents } from "./events";
import { mountPaymentIntents } from "./payment-intents";
import { mountPaymentMethods } from "./payment-methods";
import { mountPaymentPages } from "./payment-pages";
import { mountPrices } from "./prices";
import { mountProducts } from "./products";
import { mountPromotionCodes } from "./promotion-codes";
import { mountRefunds } from "./refunds";
import { mountSetupIntents } from "./setup-intents";
import { mountShippingRates } from "./shipping-rates";
import { mountTaxCalculations } from "./tax-calculations";
import { mountTaxSettings } from "./tax-settings";
import { mountThreeDs } from "./three-ds";
import { mountWebhookEndpoints } from "./webhook-endpoints";

/** Everything under `/v1`. What is not modelled says so. */
export function mountApi(router: Router): void {
  const api = new Api(router);
  mountProducts(api);
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

import { Api } from "../server/api";
import { notModelled } from "../server/errors";
import type { Router } from "../server/router";
import { mountCheckoutSessions } from "./checkout-sessions";
import { mountPaymentPages } from "./payment-pages";
import { mountPrices } from "./prices";
import { mountProducts } from "./products";
import { mountShippingRates } from "./shipping-rates";
import { mountThreeDs } from "./three-ds";

/** Everything under `/v1`. What is not modelled says so. */
export function mountApi(router: Router): void {
  const api = new Api(router);
  mountProducts(api);
  mountPrices(api);
  mountShippingRates(api);
  mountCheckoutSessions(api);
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

import { customFlow, elementsWithSessions, paymentElement, prebuiltPage } from "./accept-a-payment";
import type { Application } from "./application";
import { betterAuth } from "./better-auth";
import { checkoutOneTime } from "./checkout-one-time-payments";
import { medusa } from "./medusa";
import { nextExample } from "./next-example";
import { payload } from "./payload";
import { saasStarter } from "./saas-starter";

/** In the order of the table. */
export const APPLICATIONS: readonly Application[] = [
  paymentElement,
  elementsWithSessions,
  prebuiltPage,
  customFlow,
  checkoutOneTime,
  saasStarter,
  nextExample,
  betterAuth,
  medusa,
  payload,
];

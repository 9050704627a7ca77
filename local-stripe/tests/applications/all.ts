import { customFlow, elementsWithSessions, paymentElement, prebuiltPage } from "./accept-a-payment";
import type { Application } from "./application";
import { betterAuth } from "./better-auth";
import { checkoutOneTime } from "./checkout-one-time-payments";
import { medusa } from "./medusa";
import { payload } from "./payload";

/** In the order of the table. */
export const APPLICATIONS: readonly Application[] = [
  paymentElement,
  elementsWithSessions,
  prebuiltPage,
  customFlow,
  checkoutOneTime,
  betterAuth,
  medusa,
  payload,
];

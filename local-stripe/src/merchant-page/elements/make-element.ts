import { IntegrationError } from "../base/errors";
import { AddressElement } from "../element-host/address-element";
import type { ElementHost } from "../element-host/element-host";
import { EmptyElement } from "../element-host/empty-element";
import { ExpressCheckoutElement, type ExpressOwner } from "../element-host/express-checkout";
import { FrameElement } from "../element-host/frame-element";
import type { GroupOptions } from "./group-options";

type Options = Record<string, unknown>;
export type GroupElement = FrameElement | EmptyElement | ExpressCheckoutElement;

const EMPTY = new Set(["paymentMethodMessaging", "currencySelector", "linkSignup", "terms"]);

/** An element's name within its group, which has one Address Element for each mode. */
export function elementName(type: string, { mode }: Options): string {
  if (type === "shippingAddress") return "shippingAddress";
  if (type !== "address") return type;
  if (mode === "shipping" || mode === "billing") return `${mode}Address`;
  throw new IntegrationError("The Address Element needs mode shipping or billing.");
}

/** @throws IntegrationError for an element that is not modelled, or not possible in the group */
export function makeElement(
  type: string,
  name: string,
  options: Options,
  group: {
    purpose: GroupOptions["purpose"];
    host: ElementHost;
    express: ExpressOwner;
    onEmptyDestroyed: () => void;
  },
): GroupElement {
  switch (name) {
    case "payment":
      if (group.purpose.kind === "none") {
        throw new IntegrationError("The Payment Element needs elements() with clientSecret or mode.");
      }
      return new FrameElement("payment", options, group.host);
    case "shippingAddress":
    case "billingAddress":
      return new AddressElement(name, options, group.host);
    case "card":
    case "cardNumber":
    case "cardExpiry":
    case "cardCvc":
    case "iban":
    case "idealBank":
    case "p24Bank":
      return new FrameElement(name, options, group.host);
    case "linkAuthentication":
      return new FrameElement("linkAuthentication", options, group.host);
    case "expressCheckout":
      if (group.purpose.kind === "none") {
        throw new IntegrationError(
          "The Express Checkout Element needs elements() with clientSecret or mode.",
        );
      }
      return new ExpressCheckoutElement(options, group.express);
    default:
      if (!EMPTY.has(type)) {
        throw new IntegrationError(`The local Stripe does not model the ${type} Element.`);
      }
      return new EmptyElement(type, group.onEmptyDestroyed);
  }
}

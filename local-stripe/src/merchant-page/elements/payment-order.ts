import type { BillingDetails, SendOrder } from "../../browser/element-messages";
import { isRecord } from "../../browser/is-record";
import type { PaymentError } from "../../browser/payment-error";
import { IntegrationError } from "../base/errors";
import { addressValue } from "../element-host/address-value";
import type { ExpressChoice } from "../element-host/express-checkout";
import type { FrameElement } from "../element-host/frame-element";
import type { ElementsGroup } from "./group";
import { detailsNeverAsked } from "./payment-facts";

export type Params = Record<string, unknown>;

/** @throws IntegrationError without a Payment Element, or when it is not submitted */
export function submittedPayment(group: ElementsGroup, caller: string): FrameElement {
  const { payment } = group;
  if (!payment) throw new IntegrationError(`${caller}() needs elements with a mounted Payment Element.`);
  if (!group.submitted) {
    throw new IntegrationError(`Call elements.submit() before ${caller}(); again after every change.`);
  }
  return payment;
}

/** What was chosen in the sheet of an Express Checkout Element, where that is what pays. @throws IntegrationError before `elements.submit()` */
export function walletChoice(group: ElementsGroup, caller: string): ExpressChoice | null {
  const choice = group.express?.choice ?? null;
  if (choice && group.options.purpose.kind === "deferred" && !group.submitted) {
    throw new IntegrationError(`Call elements.submit() before ${caller}(); again after every change.`);
  }
  return choice;
}

/** With an intent's client secret nothing has to be submitted before: the fields are looked through now. */
export async function problemOfIntent(
  group: Pick<ElementsGroup, "options" | "submitted" | "submit">,
): Promise<PaymentError | null> {
  if (group.options.purpose.kind !== "intent" || group.submitted) return null;
  const result = await group.submit();
  return "error" in result ? result.error : null;
}

/** `params`: the merchant's. `payment_method_data` and a Billing Address Element win over what was asked for. */
export async function paymentOrder(
  group: ElementsGroup,
  payment: FrameElement,
  params: Params,
  call: { path: string; body: Params },
): Promise<SendOrder> {
  const given = isRecord(params.payment_method_data) ? params.payment_method_data : {};
  const { billing_details, allow_redisplay, metadata } = given;
  const details = isRecord(billing_details) ? billing_details : {};
  checkDetails(payment, details);
  const session = await group.session();
  const features = session.ok ? session.value.customer?.features : undefined;
  return {
    ...call,
    billing: mergeDetails(billingFromElement(group), readDetails(details)),
    otherwise: { email: group.email },
    data: defined({ allow_redisplay, metadata }),
    consent: {
      body: defined({ setup_future_usage: features?.payment_method_save_usage }),
      data: { allow_redisplay: "always" },
    },
    mandate: {
      customer_acceptance: { type: "online", online: { user_agent: window.navigator.userAgent } },
    },
    flat: false,
  };
}

/** The address of a Shipping Address Element as intents and tokens take it. */
export function shippingFromElement(group: ElementsGroup): Params | undefined {
  const element = group.address("shippingAddress");
  if (!element?.change) return undefined;
  const { name, address, phone } = addressValue(element.change);
  return { name, address, ...(phone && { phone }) };
}

/** The terms that Elements showed, so that an intent with other terms is refused. */
export function clientContext({ options: { purpose } }: ElementsGroup): Params | undefined {
  if (purpose.kind !== "deferred") return undefined;
  return defined({
    mode: purpose.mode,
    amount: purpose.amount,
    currency: purpose.currency,
    setup_future_usage: purpose.setupFutureUsage,
    capture_method: purpose.captureMethod,
  });
}

function billingFromElement(group: ElementsGroup): BillingDetails {
  const element = group.address("billingAddress");
  if (!element?.change) return {};
  const { name, address, phone } = addressValue(element.change);
  return { name: name || undefined, phone, address };
}

function checkDetails(payment: FrameElement, details: Params): void {
  const address = isRecord(details.address) ? details.address : {};
  for (const path of detailsNeverAsked(payment.options)) {
    const [first = "", part] = path.split(".");
    const value = part ? address[part] : details[first];
    if (value !== undefined) continue;
    throw new IntegrationError(
      `The Payment Element never asks for billing_details.${path}, so give it in params.payment_method_data.billing_details.`,
    );
  }
}

function readDetails(given: Params): BillingDetails {
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
  return {
    name: text(given.name),
    email: text(given.email),
    phone: text(given.phone),
    address: isRecord(given.address)
      ? Object.fromEntries(Object.entries(given.address).map(([part, value]) => [part, text(value)]))
      : undefined,
  };
}

function mergeDetails(from: BillingDetails, over: BillingDetails): BillingDetails {
  const address = { ...from.address, ...defined(over.address ?? {}) };
  return {
    name: over.name ?? from.name,
    email: over.email ?? from.email,
    phone: over.phone ?? from.phone,
    address: Object.keys(address).length > 0 ? address : undefined,
  };
}

/** Without undefined members. */
export function defined<T extends object>(given: T): Partial<T> {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries) as Partial<T>;
}

import { timingSafeEqual } from "node:crypto";
import { applyShopperInput, payForSession, requireOpen } from "../checkout/payment-page";
import type { Local } from "../local";
import { address, billingDetails } from "../payments/billing";
import { cardParams, idealParams, sepaParams } from "../payments/methods";
import type { Api } from "../server/api";
import { noSuch } from "../server/errors";
import { expand } from "../server/expand";
import { clearable, email, integer, object, readParams, required, text } from "../server/rules";
import type { SessionRecord } from "../state/records";
import { requireSession } from "./checkout-sessions";

const shipping = object({ name: clearable(text()), phone: clearable(text()), address: required(address) });

const VIEW = { client_secret: required(text()) };
const SHOPPER = {
  client_secret: required(text()),
  email,
  shipping,
  shipping_rate: text(),
};
const CONFIRM = {
  ...SHOPPER,
  payment_method_data: required(
    object({
      type: required(text()),
      card: cardParams,
      sepa_debit: sepaParams,
      ideal: idealParams,
      billing_details: billingDetails,
    }),
  ),
  expected_amount: integer(),
};

const SHOWN = ["line_items.data.price.product", "shipping_options.shipping_rate"];

/** The endpoints behind the embedded page; like Stripe's own they are private to it. */
export function mountPaymentPages(api: Api): void {
  const forBrowser = { publishable: true };

  api.get(
    "/v1/payment_pages/:session",
    ({ local, input, params }) => {
      const { client_secret } = readParams(VIEW, input);
      return pageOf(local, requireOwn(local, params.session ?? "", client_secret));
    },
    forBrowser,
  );

  api.post(
    "/v1/payment_pages/:session",
    ({ local, input, params }) => {
      const { client_secret, ...given } = readParams(SHOPPER, input);
      const record = requireOwn(local, params.session ?? "", client_secret);
      requireOpen(record);
      return pageOf(local, applyShopperInput(local, record, given));
    },
    forBrowser,
  );

  api.post(
    "/v1/payment_pages/:session/confirm",
    ({ local, input, params }) => {
      const {
        client_secret,
        payment_method_data: data,
        expected_amount,
        ...given
      } = readParams(CONFIRM, input);
      const record = requireOwn(local, params.session ?? "", client_secret);
      requireOpen(record);
      const billing = {
        ...data.billing_details,
        email: data.billing_details?.email ?? given.email ?? record.email,
      };
      const current = applyShopperInput(local, record, { ...given, billing });
      const paid = payForSession(local, current, {
        method: {
          type: data.type,
          card: data.card,
          sepa_debit: data.sepa_debit,
          ideal: data.ideal,
          billing_details: billing,
        },
        expectedAmount: expected_amount,
      });
      return { session: shownSession(local, record.id), payment_intent: paid?.intent ?? null };
    },
    forBrowser,
  );
}

/** Knowing a session's id is not enough. */
function requireOwn(local: Local, id: string, clientSecret: string): SessionRecord {
  const record = requireSession(local, id);
  const expected = Buffer.from(record.session.client_secret ?? "");
  const given = Buffer.from(clientSecret);
  if (expected.length === 0 || expected.length !== given.length || !timingSafeEqual(expected, given)) {
    throw noSuch("checkout.session", id, "session");
  }
  return record;
}

function pageOf(local: Local, record: SessionRecord): object {
  return {
    session: shownSession(local, record.id),
    payment_method_types: record.paymentMethodTypes,
    merchant: { display_name: record.session.branding_settings?.display_name ?? "Local Stripe" },
    locale: record.session.locale ?? "auto",
  };
}

export function shownSession(local: Local, id: string): object {
  return expand(local, requireSession(local, id).session, SHOWN);
}

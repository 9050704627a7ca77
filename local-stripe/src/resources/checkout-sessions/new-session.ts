import type Stripe from "stripe";
import { noSuch, notModelled } from "../../http/errors";
import { applyMetadata } from "../../http/metadata";
import { idKind, randomText } from "../../state/ids";
import type { Local } from "../../state/local";
import type { IntentData, SessionRecord } from "../../state/records";
import { resolveDiscount } from "../discounts/choose";
import { methodOptions } from "../payment-intents/method-options";
import { NO_INTENT_DATA } from "../payment-intents/new-intent";
import { offeredMethods } from "../payment-methods/offered";
import { readItems, readShippingOptions } from "./items";
import { hostedUrl } from "./page-url";
import { presentation } from "./presentation";
import { saveSession } from "./recompute";
import { checkNewSession, type NewSession } from "./rules";
import { setupOf } from "./setup-mode";

export const sessionIds = idKind("cs_test", 58);

const DAY = 86_400;

/** No event and no PaymentIntent until the shopper pays. */
export function createSession(local: Local, given: NewSession): SessionRecord {
  checkNewSession(local, given);
  const customer = given.customer === undefined ? undefined : local.store.customers.get(given.customer);
  if (given.customer !== undefined && !customer) throw noSuch("customer", given.customer, "customer", 400);
  const isSetup = given.mode === "setup";
  const isSubscription = given.mode === "subscription";
  const { items, currency } = isSetup
    ? { items: [], currency: given.currency ?? null }
    : readItems(local, given.line_items ?? [], isSubscription);
  const id = sessionIds.make();
  const uiMode = given.ui_mode ?? "hosted_page";
  const secret = `${id}_secret_${randomText(64)}`;
  const record: SessionRecord = {
    id,
    session: {
      id,
      object: "checkout.session",
      ...presentation(given),
      amount_subtotal: 0,
      amount_total: 0,
      automatic_tax: {
        enabled: given.automatic_tax?.enabled ?? false,
        liability: given.automatic_tax?.enabled ? { type: "self" } : null,
        provider: given.automatic_tax?.enabled ? "stripe" : null,
        status: null,
      },
      client_secret: uiMode === "hosted_page" ? null : secret,
      collected_information: null,
      consent: null,
      created: local.now(),
      currency,
      currency_conversion: null,
      customer: customer?.id ?? null,
      customer_account: null,
      customer_creation:
        customer || isSetup || isSubscription
          ? (given.customer_creation ?? null)
          : (given.customer_creation ?? "if_required"),
      customer_details: prefilled(given.customer_email ?? customer?.email ?? null),
      customer_email: given.customer_email ?? null,
      discounts: null,
      expires_at: given.expires_at ?? local.now() + DAY,
      invoice: null,
      livemode: false,
      metadata: applyMetadata(null, given.metadata),
      mode: given.mode ?? "payment",
      payment_intent: null,
      payment_link: null,
      payment_method_types: offeredMethods(
        currency ?? "eur",
        given.allowed_payment_method_types,
        given.excluded_payment_method_types,
        {
          mayRedirect: !isSetup && given.redirect_on_completion !== "never",
          manualCapture: given.payment_intent_data?.capture_method === "manual",
        },
      ),
      payment_status: isSetup ? "no_payment_required" : "unpaid",
      recovered_from: null,
      setup_intent: null,
      shipping_cost: null,
      shipping_options: readShippingOptions(local, given.shipping_options, currency ?? ""),
      status: "open",
      subscription: null,
      total_details: null,
      ui_mode: uiMode,
      url: uiMode === "hosted_page" ? hostedUrl(local, id, secret) : null,
    },
    ...(uiMode === "hosted_page" && { pageSecret: secret }),
    items,
    intentData: {
      ...intentData(given.payment_intent_data),
      ...(isSubscription && { setupFutureUsage: "off_session", description: "Subscription creation" }),
    },
    ...(isSubscription && { subscriptionData: subscriptionData(local, given, items) }),
    paymentMethodTypes: [],
    discount: null,
    discountsByServer: given.permissions?.update_discounts === "server_only",
    email: given.customer_email ?? customer?.email ?? null,
    billing: null,
    shipping: null,
    chosenShippingRate: null,
    ...(given.customer_update && { customerUpdate: given.customer_update }),
    redisplay: given.payment_method_data?.allow_redisplay,
  };
  if (isSubscription) {
    // What pays again without the shopper, and at once.
    const reusable = record.session.payment_method_types.filter((type) => type === "card" || type === "link");
    record.session.payment_method_types = reusable;
  }
  record.paymentMethodTypes = record.session.payment_method_types;
  record.methodOptions = methodOptions(record.paymentMethodTypes, given.payment_method_options?.intent);
  if (isSetup) {
    record.session.setup_intent = setupOf(local, given, record.session).id;
    return saveSession(local, record);
  }
  return finish(local, given, record);
}

function finish(local: Local, given: NewSession, record: SessionRecord): SessionRecord {
  const priced = saveSession(local, record);
  const { session } = priced;
  const wanted = given.discounts?.[0];
  const discount = wanted
    ? resolveDiscount(local, wanted, {
        currency: session.currency ?? "",
        subtotal: session.amount_subtotal ?? 0,
        customer: typeof session.customer === "string" ? session.customer : null,
      })
    : null;
  const discounts: Stripe.Checkout.Session.Discount[] | null = discount && [
    { coupon: discount.promotionCode ? null : discount.coupon, promotion_code: discount.promotionCode },
  ];
  const done = saveSession(local, {
    ...priced,
    discount,
    session: { ...session, discounts: discounts ?? [] },
  });
  return done;
}

function prefilled(email: string | null): Stripe.Checkout.Session.CustomerDetails | null {
  if (email === null) return null;
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: "none",
    tax_ids: null,
  };
}

function subscriptionData(
  local: Local,
  { subscription_data: given }: NewSession,
  items: SessionRecord["items"],
): NonNullable<SessionRecord["subscriptionData"]> {
  const own = items.map(({ price }) => local.store.prices.get(price)?.recurring?.trial_period_days ?? 0);
  return {
    metadata: applyMetadata(null, given?.metadata),
    description: given?.description ?? null,
    trialDays: given?.trial_period_days ?? (Math.max(0, ...own) || null),
    trialEnd: given?.trial_end ?? null,
    missingMethod: given?.trial_settings?.end_behavior.missing_payment_method ?? null,
  };
}

function intentData(given: NewSession["payment_intent_data"]): IntentData {
  if (!given) return NO_INTENT_DATA;
  const { application_fee_amount, on_behalf_of, shipping, transfer_data, transfer_group } = given;
  const others = { application_fee_amount, on_behalf_of, shipping, transfer_data, transfer_group };
  for (const [key, value] of Object.entries(others)) {
    if (value !== undefined) throw notModelled(`payment_intent_data[${key}]`);
  }
  return {
    metadata: applyMetadata(null, given.metadata),
    description: given.description ?? null,
    captureMethod: given.capture_method ?? "automatic_async",
    setupFutureUsage: given.setup_future_usage ?? null,
    statementDescriptor: given.statement_descriptor ?? null,
    statementDescriptorSuffix: given.statement_descriptor_suffix ?? null,
    receiptEmail: given.receipt_email ?? null,
  };
}

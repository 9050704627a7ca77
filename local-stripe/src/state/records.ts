import type Stripe from "stripe";

/** A session with what the API never shows. */
export interface SessionRecord {
  id: string;
  session: Stripe.Checkout.Session;
  /** Opens a hosted page, as the client secret opens an embedded one. */
  pageSecret?: string;
  /** `subscription_data` of a session in mode `subscription`. */
  subscriptionData?: {
    metadata: Record<string, string>;
    description: string | null;
    trialDays: number | null;
    trialEnd: number | null;
    /** What happens without a payment method at the end of the trial. */
    missingMethod?: "cancel" | "create_invoice" | "pause" | null;
  };
  items: SessionItem[];
  /** `payment_intent_data` of the create call, for the PaymentIntent made at confirm time. */
  intentData: IntentData;
  /** Options by type of payment method, also for the PaymentIntent. */
  methodOptions?: Stripe.PaymentIntent.PaymentMethodOptions;
  /** Payment methods a shopper may choose from; the response's `payment_method_types` says the same. */
  paymentMethodTypes: string[];
  /** The one coupon or promotion code that applies. */
  discount: { coupon: string; promotionCode: string | null; id: string } | null;
  /** Only the server may set the discount: the preview's `permissions.update_discounts`. */
  discountsByServer?: boolean;
  /** What the next discount set by the server becomes, as a control call says. */
  nextDiscount?: { amount_off?: number | undefined; name?: string | undefined } | undefined;
  /** What the shopper has entered so far on the payment page. */
  email: string | null;
  phone?: string | null;
  billing: { name: string | null; phone: string | null; address: Address | null } | null;
  shipping: ShippingDetails | null;
  chosenShippingRate: string | null;
  /** Which parts of the customer take over what the shopper gives: `customer_update` of the create call. */
  customerUpdate?: CustomerUpdate;
  /** `payment_method_data[allow_redisplay]` of the create call. */
  redisplay?: Redisplay | undefined;
}

type Redisplay = "always" | "limited" | "unspecified";
type CustomerUpdate = Partial<Record<"address" | "name" | "shipping", "auto" | "never" | undefined>>;

export interface SessionItem {
  id: string;
  price: string;
  quantity: number;
  adjustable: { enabled: boolean; minimum: number | null; maximum: number | null } | null;
  metadata: Record<string, string>;
}

export interface IntentData {
  metadata: Record<string, string>;
  description: string | null;
  captureMethod: "automatic" | "automatic_async" | "manual";
  setupFutureUsage: "off_session" | "on_session" | null;
  statementDescriptor: string | null;
  statementDescriptorSuffix: string | null;
  receiptEmail: string | null;
}

export interface Address {
  line1: string | null;
  line2: string | null;
  city: string | null;
  state: string | null;
  postal_code: string | null;
  country: string | null;
}

interface ShippingDetails {
  name: string;
  phone?: string | null;
  address: Address;
}

/** A PaymentIntent with what the API never shows. */
export interface IntentRecord {
  id: string;
  intent: Stripe.PaymentIntent;
  /** The Checkout Session that made it, if any. */
  session: string | null;
  /** The pending challenge or redirect (`payatt_…`). */
  attempt: string | null;
  /** Whether the box on a Checkout Session's page was ticked. */
  keep?: boolean;
}

/** A SetupIntent with what the API never shows. */
export interface SetupRecord {
  id: string;
  intent: Stripe.SetupIntent;
  /** The pending challenge (`payatt_…`). */
  attempt: string | null;
  /** The Checkout Session that made it, if any. */
  session?: string;
}

/** With the number that decides its behaviour. Only published test numbers are kept. */
export interface MethodRecord {
  id: string;
  method: Stripe.PaymentMethod;
  number: string | null;
  cvc: string | null;
  /** The method was used without a customer, or detached, so it never pays again. */
  spent?: boolean;
  /** The owner agreed to debits when the method was saved. */
  mandated?: boolean;
}

export interface AttemptRecord {
  id: string;
  kind: "three_ds" | "redirect" | "voucher" | "code";
  /** A PaymentIntent (`pi_…`) or a SetupIntent (`seti_…`). */
  intent: string;
  session: string | null;
  method: string;
  returnUrl: string | null;
  state: "pending" | "authorized" | "failed" | "canceled";
  created: number;
}

/** A tax calculation. Its lines are shown only on demand. */
export interface CalculationRecord {
  id: string;
  calculation: Stripe.Tax.Calculation & { id: string };
  lines: CalculationLine[];
  shippingBreakdown: TaxBreakdown[];
}

export type CalculationLine = Stripe.Tax.CalculationLineItem & {
  tax_behavior: "exclusive" | "inclusive";
  tax_breakdown: TaxBreakdown[];
};
export type TaxBreakdown = Stripe.Tax.CalculationLineItem.TaxBreakdown;

/** A dispute, with the bank's future decision. */
export interface DisputeRecord {
  id: string;
  dispute: Stripe.Dispute;
  /** Decided by the submitted evidence, and announced at the next tick. */
  verdict: "won" | "lost" | "escalated" | null;
}

/** `Stripe.Event` without its long union of payloads. */
export interface StoredEvent {
  id: string;
  object: "event";
  api_version: string | null;
  created: number;
  data: { object: object; previous_attributes?: object };
  livemode: boolean;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null } | null;
  type: string;
}

export interface EventRecord {
  id: string;
  event: StoredEvent;
  /** A `drop` rule applied, so the event is never delivered by itself. */
  dropped: boolean;
}

export interface DeliveryRecord {
  id: string;
  event: string;
  endpoint: string;
  url: string;
  state: "pending" | "held" | "delivered" | "failed" | "dropped";
  attempts: { at: number; status: number | null; error: string | null; body: string }[];
  /** Unix milliseconds of real time; null when nothing is planned. */
  nextAt: number | null;
  created: number;
}

export interface EndpointRecord {
  id: string;
  endpoint: Stripe.WebhookEndpoint;
  secret: string;
  /** For the events of connected accounts, and for those only. */
  connect?: boolean;
}

/** The first answer to an idempotency key. */
export interface IdempotencyRecord {
  id: string;
  fingerprint: string;
  status: number;
  body: string;
  requestId: string;
  created: number;
}

export interface EventMatch {
  types: string[] | null;
  object: string | null;
}

export interface Fault {
  id: string;
  path: string | null;
  method: string | null;
  remaining: number;
  kind: "429" | "500" | "cut_before" | "cut_after" | "slow";
  delayMs: number;
}

export interface Settings {
  /** Seconds that the test clock is ahead of real time. */
  clockOffset: number;
  eventOrder: "completed_first" | "payment_intent_first";
  holds: EventMatch[];
  drops: EventMatch[];
  /** Events that are missing from the list, as when Stripe lists events late. */
  unlisted: EventMatch[];
  faults: Fault[];
  /** Whether this account has Stripe's private preview of server-set discounts. */
  dynamicDiscountsPreview: boolean;
  /** Connected accounts that the account has no access to. */
  refusedAccounts: string[];
  /** Used for prices, rates and products without their own setting. */
  tax: { behavior: "exclusive" | "inclusive" | "inferred_by_currency"; code: string };
}

export const DEFAULT_SETTINGS: Settings = {
  clockOffset: 0,
  eventOrder: "completed_first",
  holds: [],
  drops: [],
  unlisted: [],
  faults: [],
  dynamicDiscountsPreview: false,
  refusedAccounts: [],
  tax: { behavior: "inferred_by_currency", code: "txcd_99999999" },
};

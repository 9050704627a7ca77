import { randomBytes } from "node:crypto";

/** Each kind of id has its own type, so that one can't be passed for another. */
type Branded<Kind extends string> = string & { readonly __id: Kind };

export type OrderId = Branded<"order">;
export type CartId = Branded<"cart">;
export type VariantId = Branded<"variant">;
export type ProductId = Branded<"product">;
export type CustomerId = Branded<"customer">;
export type AddressId = Branded<"address">;
export type StaffId = Branded<"staff">;
export type DraftId = Branded<"draft">;
/** Stripe's `price_…`. */
export type PriceId = Branded<"price">;
/** Stripe's `cs_…`. */
export type SessionId = Branded<"checkout session">;
/** Stripe's `pi_…`. */
export type PaymentIntentId = Branded<"payment intent">;
export type FreePaymentId = Branded<"free payment">;
/** What collects an order's money: a Checkout Session, or a PaymentIntent. */
export type AttemptId = SessionId | PaymentIntentId;

export function isPaymentIntentId(id: AttemptId): id is PaymentIntentId {
  return id.startsWith("pi_");
}

const STRIPE_ID = { session: /^cs_\w{1,120}$/, paymentIntent: /^pi_\w{1,120}$/ };

/** Reads a session's id from a URL; null when it is not one. */
export function readSessionId(text: unknown): SessionId | null {
  return typeof text === "string" && STRIPE_ID.session.test(text) ? (text as SessionId) : null;
}

export function readPaymentIntentId(text: unknown): PaymentIntentId | null {
  return typeof text === "string" && STRIPE_ID.paymentIntent.test(text) ? (text as PaymentIntentId) : null;
}

const FREE = "free_";

export const freePaymentId = (orderId: OrderId) => `${FREE}${orderId}` as FreePaymentId;

export const isFreePaymentId = (id: string): boolean => id.startsWith(FREE);

const OUTSIDE = "out_";

export const outsideRefundId = (): string => `${OUTSIDE}${randomText(24)}`;

export const isOutsideRefund = (id: string): boolean => id.startsWith(OUTSIDE);

const PREFIXES = {
  order: "ord",
  cart: "cart",
  variant: "var",
  product: "prd",
  customer: "cust",
  address: "adr",
  staff: "stf",
  draft: "drf",
  group: "grp",
} as const;

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 32 letters divide 256 evenly, so each is equally likely. */
function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET[byte % 32]).join("");
}

function newId<Kind extends keyof typeof PREFIXES>(kind: Kind): Branded<Kind> {
  return `${PREFIXES[kind]}_${randomText(24).toLowerCase()}` as Branded<Kind>;
}

/** Order ids have 120 random bits, so they can't be guessed. */
export const newOrderId = (): OrderId => newId("order");
export const newCartId = (): CartId => newId("cart");
export const newVariantId = (): VariantId => newId("variant");
export const newProductId = (): ProductId => newId("product");
export const newAddressId = (): AddressId => newId("address");
export const newStaffId = (): StaffId => newId("staff");
export const newDraftId = (): DraftId => newId("draft");
export const isDraftId = (id: string): id is DraftId => /^drf_[0-9a-z]{24}$/.test(id);
export const newGroupId = (): string => newId("group");
export const newCustomerId = (): CustomerId => newId("customer");

/** The SKU of what is not of the catalogue. */
export const newOwnSku = (): string => `OWN-${randomText(10)}`;

/** The number a shopper reads out: `K7Q4-M2XD`, 40 random bits without the letters I, L, O, U. The database keeps it unique; it is not a secret. */
export function newOrderNumber(): string {
  return `${randomText(4)}-${randomText(4)}`;
}

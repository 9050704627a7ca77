import { ORDER_EMAILS } from "@/lib/email/order-email";
import type { OutboxEffect } from "@/lib/model/effects";

type NameOf<Effect> = Effect extends `email.${infer Name}` ? Name : never;

/** Every e-mail that the store sends, without the `email.` of its effect. */
export type EmailName = NameOf<OutboxEffect>;

type Reader = "shopper" | "merchant" | "staff";

/** Who reads an e-mail, and where its words stand: the file under `messages/`, and the key in it. */
type EmailSource = { reader: Reader; file: "emails" | "merchant"; key: string };

const toShopper = (key: string): EmailSource => ({ reader: "shopper", file: "emails", key });
const toStaff = (key: string): EmailSource => ({ reader: "staff", file: "emails", key });
const toMerchant = (key: string): EmailSource => ({ reader: "merchant", file: "merchant", key });

export const EMAIL_SOURCES: Readonly<Record<EmailName, EmailSource>> = {
  ...(Object.fromEntries(ORDER_EMAILS.map((kind) => [kind, toShopper(kind)])) as Record<
    (typeof ORDER_EMAILS)[number],
    EmailSource
  >),
  payment_requested: toShopper("payment_requested"),
  news_asked: toShopper("news_asked"),
  sign_in: toShopper("sign_in"),
  confirm_address: toShopper("confirm_address"),
  address_changed: toShopper("address_changed"),
  merchant_order_paid: toMerchant("order_paid"),
  merchant_attention: toMerchant("attention"),
  merchant_dispute: toMerchant("dispute"),
  merchant_return: toMerchant("return"),
  merchant_low_stock: toMerchant("low_stock"),
  staff_code: toStaff("staff_code"),
  staff_invited: toStaff("staff_invited"),
};

export const EMAIL_NAMES = Object.keys(EMAIL_SOURCES) as [EmailName, ...EmailName[]];

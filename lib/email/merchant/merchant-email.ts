import type { OrderEmailData } from "@/lib/email/order-email";
import type { DisputeStage } from "@/lib/lifecycle/dispute-stage";
import type { AttentionReason, OrderStatus } from "@/lib/model/order";
import type { ReturnReason } from "@/lib/model/return";

/** What Stripe names: of a card only the brand and the last four digits. */
export type PaidWith = { type: string; brand: string | null; last4: string | null };

/** What the merchant's e-mail is about. Amounts are minor units of the order's currency. */
export type MerchantMatter =
  | { kind: "order_paid" /** Null when nothing was to be paid. */; paidWith: PaidWith | null }
  | {
      kind: "attention";
      reasons: { reason: AttentionReason; expected: string | null; actual: string | null }[];
    }
  | {
      kind: "dispute";
      stage: DisputeStage;
      amount: number;
      reason: string;
      answerBy: Date | null;
      /** Its page in the desk. */
      answerUrl: string;
      isMoneyTaken: boolean;
    }
  | {
      kind: "return";
      goods: { name: string; quantity: number }[];
      reason: ReturnReason;
      /** What the shopper wrote. */
      note: string | null;
      /** Its page in the desk. */
      answerUrl: string;
    };

/** `order` is written in the merchant's language. */
export type MerchantEmailData = {
  order: OrderEmailData;
  status: OrderStatus;
  customer: { name: string | null; email: string | null };
  /** A page of Stripe's dashboard; null without a payment. */
  stripeUrl: string | null;
  matter: MerchantMatter;
};

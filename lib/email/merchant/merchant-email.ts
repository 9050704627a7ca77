import type { OrderEmailData } from "@/lib/email/order-email";
import type { DisputeStage } from "@/lib/lifecycle/dispute-stage";
import type { AttentionReason, OrderStatus } from "@/lib/model/order";

/** As Stripe names it: of a card only brand and last four digits. */
export type PaidWith = { type: string; brand: string | null; last4: string | null };

/** Amounts are minor units of the order's currency. */
export type MerchantMatter =
  | { kind: "order_paid" /** Null: there was nothing to pay. */; paidWith: PaidWith | null }
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
      isMoneyTaken: boolean;
    };

/** `order` is in the merchant's language. */
export type MerchantEmailData = {
  order: OrderEmailData;
  status: OrderStatus;
  customer: { name: string | null; email: string | null };
  /** Stripe's dashboard; null without a payment. */
  stripeUrl: string | null;
  matter: MerchantMatter;
};

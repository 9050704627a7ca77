import type { OrderEmailData } from "@/lib/email/order-email";
import type { DisputeStage } from "@/lib/lifecycle/dispute-stage";
import type { AttentionReason, OrderStatus } from "@/lib/model/order";

/** What it was paid with, as Stripe names it: never more of a card than its brand and last four digits. */
export type PaidWith = { type: string; brand: string | null; last4: string | null };

/** Why the merchant is written to. Amounts are minor units of the order's currency. */
export type MerchantMatter =
  | { kind: "order_paid" /** Null: there was nothing to pay. */; paidWith: PaidWith | null }
  | {
      kind: "attention";
      /** All that are open; never none. */
      reasons: { reason: AttentionReason; expected: string | null; actual: string | null }[];
    }
  | {
      kind: "dispute";
      stage: DisputeStage;
      amount: number;
      /** Stripe's word. */
      reason: string;
      answerBy: Date | null;
      isMoneyTaken: boolean;
    };

/** Everything an e-mail to the merchant tells. `order` is in their language. */
export type MerchantEmailData = {
  order: OrderEmailData;
  status: OrderStatus;
  customer: { name: string | null; email: string | null };
  /** In Stripe's dashboard; null where Stripe has no payment. */
  stripeUrl: string | null;
  matter: MerchantMatter;
};

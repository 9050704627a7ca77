import { setTimeout as delay } from "node:timers/promises";
import type { ShopperPlan } from "./plan";
import { seeded } from "./random";
import type { PaidAt } from "./shopper/take-part";
import type { World } from "./world";

/** What happens at Stripe after the shoppers have paid: debits end, money goes back, cardholders complain. */
export class Bank {
  private readonly debits: { intentId: string; bank: "settle" | "fail" }[] = [];
  private readonly disputes: { id: string; outcome: "won" | "lost" }[] = [];

  constructor(
    private readonly world: World,
    private readonly seed: number,
  ) {}

  async afterPayment(plan: ShopperPlan, paid: PaidAt): Promise<void> {
    const { stripe } = this.world;
    const intentId =
      "intentId" in paid
        ? paid.intentId
        : await insisting(
            async () => (await stripe.checkout.sessions.retrieve(paid.sessionId)).payment_intent,
          );
    if (typeof intentId !== "string") return;
    const { means } = paid;
    if (means.kind === "debit") {
      this.debits.push({ intentId, bank: means.bank });
      return;
    }
    const random = seeded(this.seed, `aftermath ${plan.number}`);
    await delay(random.between(0, 3_000));
    await this.follow(plan, intentId);
  }

  private async follow({ aftermath, number }: ShopperPlan, intentId: string): Promise<void> {
    const { stripe, control } = this.world;
    switch (aftermath) {
      case null:
        return;
      case "refund":
      case "refund_part": {
        const part = aftermath === "refund_part" ? { amount: 50 + number } : {};
        const idempotencyKey = `chaos-refund-${intentId}`;
        await insisting(() =>
          stripe.refunds.create({ payment_intent: intentId, ...part }, { idempotencyKey }),
        );
        return;
      }
      case "dispute_lost":
      case "dispute_won": {
        const made = await control(`/payment_intents/${intentId}/dispute`, { reason: "general" });
        const id = typeof made === "object" && made && "id" in made ? String(made.id) : null;
        if (id) this.disputes.push({ id, outcome: aftermath === "dispute_won" ? "won" : "lost" });
      }
    }
  }

  /** Decides about all that is still under way. */
  async decide(): Promise<void> {
    for (const { intentId, bank } of this.debits.splice(0)) {
      await this.world.control(`/payment_intents/${intentId}/${bank}`);
    }
    // A shopper whose answers were lost, or who closed the browser, could not say which payment was theirs.
    for await (const { id, status } of this.world.stripe.paymentIntents.list({ limit: 100 })) {
      if (status === "processing") await this.world.control(`/payment_intents/${id}/settle`);
    }
    for (const { id, outcome } of this.disputes.splice(0)) {
      await this.world.control(`/disputes/${id}/close`, { outcome });
    }
  }
}

/** A merchant at Stripe's dashboard tries again when it does not answer. What Stripe refuses is left. */
async function insisting<Result>(work: () => Promise<Result>): Promise<Result | null> {
  for (let tries = 0; tries < 40; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 0;
      if (status >= 400 && status < 429) return null;
      await delay(500);
    }
  }
  return null;
}

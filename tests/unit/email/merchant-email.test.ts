import { describe, expect, it } from "vitest";
import { renderMerchantEmail } from "@/emails/merchant/render-merchant-email";
import type { MerchantMatter } from "@/lib/email/merchant/merchant-email";
import { ATTENTION_REASONS, type AttentionReason } from "@/lib/model/order";
import { ADVICE, fullCommand } from "@/lib/orders/merchant/advice";
import { dashboardUrl } from "@/lib/stripe/dashboard-url";
import { merchantEmail } from "@/tests/support/merchant-matters";

const VISA = { type: "card", brand: "visa", last4: "4242" };
const paid = (paidWith: Extract<MerchantMatter, { kind: "order_paid" }>["paidWith"]) =>
  ({ kind: "order_paid", paidWith }) as const;
const dispute = (
  stage: Extract<MerchantMatter, { kind: "dispute" }>["stage"],
  changes: Partial<Extract<MerchantMatter, { kind: "dispute" }>> = {},
) =>
  ({
    kind: "dispute",
    stage,
    amount: 3990,
    reason: "product_not_received",
    answerBy: stage === "inquiry" || stage === "open" ? new Date("2026-12-05T23:59:00Z") : null,
    isMoneyTaken: stage === "open",
    answerUrl: "https://shop.example/admin/disputes/dp_1",
    ...changes,
  }) as const;

const STAGES = ["inquiry", "open", "won", "lost", "closed"] as const;
const aboutReason = (reason: AttentionReason): MerchantMatter => ({
  kind: "attention",
  reasons: [{ reason, expected: "this", actual: "that" }],
});
const RETURN: MerchantMatter = {
  ...{ kind: "return", reason: "damaged", note: "The handle is off." },
  goods: [{ name: "Mug · Sand / M · MUG-SAND-M", quantity: 1 }],
  answerUrl: "https://shop.example/admin/returns/7",
};
const MATTERS: MerchantMatter[] = [
  RETURN,
  paid(VISA),
  ...ATTENTION_REASONS.map(aboutReason),
  ...STAGES.map((stage) => dispute(stage)),
];

describe.each(["en", "fr"] as const)("an e-mail to the merchant in %s", (locale) => {
  it.each(MATTERS)("says the same in HTML and in text: %o", async (matter) => {
    const data = merchantEmail(matter, { order: { locale } });
    const { subject, html, text } = await renderMerchantEmail(data);
    expect(subject).toContain("K7Q4-M2XD");
    expect(html).toContain(`lang="${locale}"`);
    const bare = html.replaceAll("<!-- -->", "");
    const isToBeAnswered =
      matter.kind === "return" || (matter.kind === "dispute" && matter.answerBy !== null);
    const link = isToBeAnswered ? matter.answerUrl : "https://dashboard.stripe.com/test/payments/pi_1";
    for (const body of [bare, text]) {
      expect(body).toContain("Ada Lovelace");
      expect(body).toContain("1000 Bruxelles");
      expect(body).toContain("MUG-SAND-M");
      expect(body).toContain("With code WELCOME");
      expect(body).toContain("npm run orders:show -- K7Q4-M2XD");
      expect(body).toContain(link);
      expect(body).toContain("ada@bücher.example");
      // What opens the order is its shopper's alone.
      expect(body).not.toContain("k3y");
    }
    expect(bare).not.toContain("Mug <b>");
    expect(text).not.toMatch(/\{|\bundefined\b|\bnull\b/);
  });
});

describe("an e-mail to the merchant", () => {
  const textOf = async (matter: MerchantMatter, changes: Parameters<typeof merchantEmail>[1] = {}) =>
    (await renderMerchantEmail(merchantEmail(matter, changes))).text;

  it("tells what an order was paid with, as far as Stripe says", async () => {
    expect(await textOf(paid(VISA))).toContain("Paid with: Visa ending in 4242");
    expect(await textOf(paid({ ...VISA, brand: "newcard" }))).toContain("Paid with: Card ending in 4242");
    const debit = { type: "sepa_debit", brand: null, last4: "3000" };
    expect(await textOf(paid(debit))).toContain("Paid with: SEPA debit, ending in 3000");
    expect(await textOf(paid({ type: "new_way", brand: null, last4: null }))).toContain("Paid with: new way");
    expect(await textOf(paid(null))).toContain("Nothing was to be paid");
  });

  it("names every command that settles a reason, each once", async () => {
    for (const reason of ATTENTION_REASONS) {
      const text = await textOf({ kind: "attention", reasons: [{ reason, expected: null, actual: null }] });
      for (const { command } of ADVICE[reason]) expect(text).toContain(fullCommand(command, "K7Q4-M2XD"));
    }
    const two = ["amount_mismatch", "once_per_card"] as const;
    const both = { reasons: two.map((reason) => ({ reason, expected: null, actual: null })) };
    const text = await textOf({ kind: "attention", ...both });
    expect(text.match(/orders:accept/g)).toHaveLength(1);
  });

  it("tells amounts that differ as money", async () => {
    const reasons = [{ reason: "amount_mismatch", expected: "total 3990", actual: "total 1" } as const];
    const text = await textOf({ kind: "attention", reasons });
    expect(text).toContain("Expected: total €39.90");
    expect(text).toContain("Received: total €0.01");
  });

  it("tells until when a dispute is to be answered, and no more once it is over", async () => {
    const open = await textOf(dispute("open"));
    expect(open).toContain("Answer by: December 5, 2026 at 11:59 PM UTC");
    expect(open).toContain("Reason: Goods not received");
    expect(open).toContain("Answer the dispute: https://shop.example/admin/disputes/dp_1");
    for (const stage of ["won", "lost", "closed"] as const) {
      const over = await textOf(dispute(stage));
      expect(over).not.toContain("Answer by");
      expect(over).toContain("Open it in Stripe:");
    }
    expect(await textOf(dispute("open", { reason: "a_new_reason" }))).toContain("Reason: a new reason");
  });

  it("says what the end of a dispute makes of the order", async () => {
    expect(await textOf(dispute("won"))).toContain("is to be sent now");
    expect(await textOf(dispute("won"))).toContain("orders:ship");
    const lost = await textOf(dispute("lost"), { status: "charged_back" });
    expect(lost).toContain("The order is over");
    expect(lost).toContain("npm run orders:cancel -- K7Q4-M2XD --restock");
    const sent = await textOf(dispute("lost"), { status: "charged_back", order: { isSent: true } });
    expect(sent).toContain("already left");
    expect(sent).not.toContain("--restock");
    const waiting = await textOf(dispute("lost"), { status: "awaiting_stock" });
    expect(waiting).toContain("stays as it was");
    expect(waiting).not.toContain("--restock");
    const returned = await textOf(dispute("lost", { reason: "insufficient_funds" }), {
      status: "charged_back",
    });
    expect(returned).toContain("The debit was returned");
  });

  it("asks for no parcel to be packed that has left, and says nothing of mails that may not have arrived", async () => {
    const sent = await textOf(paid(VISA), { status: "shipped", order: { isSent: true } });
    expect(sent).toContain("already left");
    expect(sent).not.toContain("packed");
    expect(await textOf(paid(VISA))).toContain("ready to be packed");
    expect(await textOf(aboutReason("refund_failed"))).toContain("The store e-mails the customer");
  });

  it("leads to the payment in the dashboard of its mode", () => {
    const url = (STRIPE_SECRET_KEY: string, STRIPE_API_BASE?: string) =>
      dashboardUrl("pi_1", "dispute", { STRIPE_SECRET_KEY, STRIPE_API_BASE });
    expect(url("sk_test_1")).toBe("https://dashboard.stripe.com/test/payments/pi_1");
    expect(url("rk_live_1")).toBe("https://dashboard.stripe.com/payments/pi_1");
    expect(url("sk_test_1", "http://localhost:12111")).toBe("http://localhost:12111/dashboard/disputes");
  });
});

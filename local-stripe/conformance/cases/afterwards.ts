import { asks, type Case, refuses } from "../case";
import { DAY, PAY } from "./parts";

const pays = (card: string, more: object = {}) =>
  asks("POST /v1/payment_intents", { ...PAY, payment_method: card, ...more }, {}, { as: "paid" });
const disputed = (expect: object) =>
  asks(
    "GET /v1/disputes",
    { payment_intent: "{paid.id}" },
    { data: [expect] },
    { as: "disputes", after: 60 },
  );
const DISPUTE = "/v1/disputes/{disputes.data.0.id}";
const STORED = [
  "so a choice made here: the fee, the days",
  "how an inquiry ends when it is closed or refunded",
];

/** What becomes of money that was paid: fees, disputes, refunds that fail, payouts. */
export const AFTERWARDS_CASES: readonly Case[] = [
  {
    name: "the fee and the day of a charge",
    assumes: [
      "the fee of a payment is 1.5 %",
      "its money is available on the day after tomorrow",
      "so a choice made here: the fee, the days",
    ],
    steps: [
      asks(
        "POST /v1/payment_intents",
        { ...PAY, payment_method: "pm_card_visa", expand: ["latest_charge.balance_transaction"] },
        { latest_charge: { balance_transaction: { fee: "<number>", type: "charge", status: "pending" } } },
        { as: "paid" },
      ),
      asks(
        "GET /v1/balance_transactions/{paid.latest_charge.balance_transaction.id}",
        {},
        { type: "charge" },
      ),
      asks(
        "GET /v1/balance_transactions",
        { source: "{paid.latest_charge.id}" },
        { data: [{ type: "charge" }] },
      ),
      asks("GET /v1/balance", {}, { object: "balance", livemode: false }),
    ],
  },
  {
    name: "a dispute, its fee and its days",
    assumes: ["a dispute costs a fee, and has to be answered", "so a choice made here: the fee, the days"],
    steps: [
      pays("pm_card_createDispute"),
      disputed({
        reason: "fraudulent",
        status: "needs_response",
        balance_transactions: [{ fee: "<number>" }],
      }),
      asks(`GET ${DISPUTE}`, {}, { evidence_details: { due_by: "<number>" } }),
      refuses("POST /v1/refunds", { payment_intent: "{paid.id}" }, { code: "charge_disputed" }),
    ],
  },
  {
    name: "a dispute that is won by a file and a word",
    assumes: ["others are refused with this message"],
    steps: [
      asks(
        "POST /v1/files",
        { purpose: "dispute_evidence" },
        { purpose: "dispute_evidence", type: "pdf" },
        { as: "file", file: { name: "receipt.pdf", type: "application/pdf", content: "%PDF-1.4\n%%EOF\n" } },
      ),
      asks("GET /v1/files/{file.id}", {}, { object: "file" }),
      refuses(
        "POST /v1/files",
        { purpose: "dispute_evidence" },
        { type: "invalid_request_error", message: "<text>" },
        { file: { name: "receipt.txt", type: "text/plain", content: "one mug" } },
      ),
      pays("pm_card_createDispute"),
      disputed({ status: "needs_response" }),
      asks(`POST ${DISPUTE}`, {
        evidence: { receipt: "{file.id}", uncategorized_text: "winning_evidence" },
        submit: true,
      }),
      asks(`GET ${DISPUTE}`, {}, { status: "won" }, { after: 60 }),
    ],
  },
  {
    name: "a dispute that is given up",
    source: "https://docs.stripe.com/api/disputes/close",
    steps: [
      pays("pm_card_createDisputeProductNotReceived"),
      disputed({ reason: "product_not_received" }),
      asks(`POST ${DISPUTE}/close`, {}, { status: "lost" }),
    ],
  },
  {
    name: "an inquiry that is refunded",
    assumes: STORED,
    steps: [
      pays("pm_card_createDisputeInquiry"),
      disputed({ status: "warning_needs_response" }),
      asks("POST /v1/refunds", { payment_intent: "{paid.id}" }),
      asks(`GET ${DISPUTE}`, {}, { status: "warning_closed" }, { after: 30 }),
    ],
  },
  {
    name: "an inquiry that is closed",
    assumes: STORED,
    steps: [
      pays("pm_card_createDisputeInquiry"),
      disputed({ status: "warning_needs_response" }),
      asks(`POST ${DISPUTE}/close`, {}, { status: "warning_closed" }),
    ],
  },
  {
    name: "an inquiry that becomes a dispute",
    source: "https://docs.stripe.com/testing#evidence",
    steps: [
      pays("pm_card_createDisputeInquiry"),
      disputed({ status: "warning_needs_response" }),
      asks(`POST ${DISPUTE}`, {
        evidence: { uncategorized_text: "escalate_inquiry_evidence" },
        submit: true,
      }),
      asks(`GET ${DISPUTE}`, {}, { status: "needs_response" }, { after: 60 }),
    ],
  },
  {
    name: "a refund that waits",
    assumes: ["a refund that waits succeeds after an hour"],
    source: "https://docs.stripe.com/testing#refunds",
    steps: [
      pays("pm_card_pendingRefund"),
      asks("POST /v1/refunds", { payment_intent: "{paid.id}" }, { status: "pending" }, { as: "refund" }),
      asks("GET /v1/refunds/{refund.id}", {}, { status: "succeeded" }, { after: 2 * 3_600, atStripe: 120 }),
    ],
  },
  {
    name: "a refund that fails later",
    assumes: ["a refund that waits succeeds after an hour"],
    source: "https://docs.stripe.com/testing#refunds",
    steps: [
      pays("pm_card_refundFail"),
      asks("POST /v1/refunds", { payment_intent: "{paid.id}" }, { status: "succeeded" }, { as: "refund" }),
      asks(
        "GET /v1/refunds/{refund.id}",
        {},
        { status: "failed", failure_reason: "<text>", failure_balance_transaction: "<text>" },
        { after: 2 * DAY, atStripe: 120 },
      ),
    ],
  },
  {
    name: "a payout, what is in it, and when it arrives",
    assumes: ["payouts are made once a day of the test clock", "Assumed, as Stripe does not"],
    steps: [
      pays("pm_card_bypassPending", { amount: 100_000 }),
      asks(
        "GET /v1/payouts",
        { limit: 1 },
        { data: [{ automatic: true, status: "pending", reconciliation_status: "in_progress" }] },
        { as: "payouts", after: DAY },
      ),
      asks("GET /v1/balance_transactions", { payout: "{payouts.data.0.id}" }, { data: [] }),
      asks("GET /v1/payouts/{payouts.data.0.id}", {}, { status: "in_transit" }, { after: 2 * 3_600 }),
      asks(
        "GET /v1/balance_transactions",
        { payout: "{payouts.data.0.id}" },
        {
          data: [{ type: "payout" }, { type: "charge" }],
        },
      ),
      asks("GET /v1/payouts/{payouts.data.0.id}", {}, { status: "paid" }, { after: 3 * DAY }),
    ],
  },
  {
    name: "a payout for each currency, and none for a debt",
    assumes: ["Assumed, as Stripe does not"],
    steps: [
      pays("pm_card_bypassPending", { currency: "usd" }),
      pays("pm_card_bypassPending"),
      asks("GET /v1/payouts", {}, { data: [{ currency: "<text>" }, { currency: "<text>" }] }, { after: DAY }),
      asks("POST /v1/refunds", { payment_intent: "{paid.id}" }),
      asks(
        "GET /v1/payouts",
        {},
        { data: [{ currency: "<text>" }, { currency: "<text>" }] },
        { after: 7 * DAY },
      ),
    ],
  },
  {
    name: "a payout that fails brings its money back",
    assumes: ["Assumed, as Stripe does not"],
    steps: [
      pays("pm_card_bypassPending", { amount: 100_000 }),
      asks("GET /v1/payouts", { limit: 1 }, { data: [{ status: "pending" }] }, { as: "payouts", after: DAY }),
      { control: "POST payouts/{payouts.data.0.id}/end", body: { status: "failed" } },
      asks(
        "GET /v1/payouts/{payouts.data.0.id}",
        {},
        { status: "failed", failure_balance_transaction: "<text>" },
      ),
      asks(
        "GET /v1/balance_transactions",
        { type: "payout_failure" },
        { data: [{ type: "payout_failure" }] },
      ),
    ],
  },
];

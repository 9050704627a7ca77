/** Types that are not their call's words with lines between. */
const ONE_WORD = ["GrabPay", "PayNow", "PayPal", "PromptPay"];

/** `confirmIdealPayment` and its kin. The API refuses a type that is not modelled by its name. */
export const CONFIRM_BY_TYPE = [
  ...payments("AcssDebit UsBankAccount Alipay AuBecsDebit Bancontact Billie Blik Boleto Card Cashapp"),
  ...payments("CustomerBalance Eps Fpx Giropay GrabPay Ideal Klarna Konbini Mobilepay Multibanco Oxxo P24"),
  ...payments(
    "PayByBank PayNow PayPal Pix PromptPay SepaDebit Sofort Twint WechatPay Affirm AfterpayClearpay",
  ),
  ...setups("AcssDebit UsBankAccount AuBecsDebit BacsDebit Bancontact Blik Card Cashapp Ideal AmazonPay"),
  ...setups("PayPal SepaDebit Sofort"),
];

/** The other members of Stripe.js: they are there, and say that they are not modelled. */
export const NOT_MODELLED = [
  "collectBankAccountForPayment",
  "collectBankAccountForSetup",
  "collectBankAccountToken",
  "collectFinancialConnectionsAccounts",
  "createEphemeralKeyNonce",
  "createRadarSession",
  "initCheckoutFormSdk",
  "initializePricing",
  "paymentRequest",
  "processOrder",
  "retrieveOrder",
  "verifyIdentity",
  "verifyMicrodepositsForPayment",
  "verifyMicrodepositsForSetup",
] as const;

function payments(names: string) {
  return names.split(" ").map((name) => ({
    name: `confirm${name}Payment`,
    type: typeOf(name),
    kind: "payment_intent" as const,
  }));
}

function setups(names: string) {
  return names.split(" ").map((name) => ({
    name: `confirm${name}Setup`,
    type: typeOf(name),
    kind: "setup_intent" as const,
  }));
}

function typeOf(name: string): string {
  if (ONE_WORD.includes(name)) return name.toLowerCase();
  return name.replace(/(?!^)([A-Z])/g, "_$1").toLowerCase();
}

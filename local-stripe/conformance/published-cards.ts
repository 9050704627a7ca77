/**
 * What Stripe publishes of its test cards: https://docs.stripe.com/testing as of 2026-08-07, read by hand and on purpose not from `src/cards/`,
 * which is compared with it. A card without a `pm_card_…` is tried by its number, in the browser.
 */
export interface PublishedCard {
  number: string;
  /** What follows `pm_card_`. */
  alias?: string;
  /** As the page says it; what a card does not say is as with 4242424242424242. */
  says: Says;
}

export interface Says {
  brand?: string;
  country?: string;
  funding?: string;
  decline?: { code: string; decline_code?: string };
  /** It can be attached although its charges are declined. */
  attaches?: true;
  /** A shopper who is there is asked; after a setup or without the shopper too; only when the merchant asks. */
  challenge?: "always" | "unless_off_session" | "if_asked";
  afterChallenge?: { code: string; decline_code?: string };
  risk?: "elevated" | "highest";
  checks?: Record<string, "fail" | "unchecked">;
  dispute?: { reason?: string; inquiry?: boolean };
  refund?: "pending" | "fails";
  /** Its money is in the available balance at once. */
  available?: true;
  /** What the page says and the local Stripe does not do: there it pays like any other. */
  notModelled?: string;
}

const VISA = (number: string, alias: string | undefined, says: Says = {}): PublishedCard => ({
  number,
  ...(alias && { alias }),
  says,
});

const declined = (decline_code: string): Says => ({ decline: { code: "card_declined", decline_code } });

const BRANDS: PublishedCard[] = (
  [
    ["4242424242424242", "visa", "visa"],
    ["4000056655665556", "visa_debit", "visa", "debit"],
    ["5555555555554444", "mastercard", "mastercard"],
    ["2223003122003222", "", "mastercard"],
    ["5200828282828210", "mastercard_debit", "mastercard", "debit"],
    ["5105105105105100", "mastercard_prepaid", "mastercard", "prepaid"],
    ["378282246310005", "amex", "amex"],
    ["371449635398431", "", "amex"],
    ["6011111111111117", "discover", "discover"],
    ["6011000990139424", "", "discover"],
    ["6011981111111113", "", "discover", "debit"],
    ["3056930009020004", "diners", "diners"],
    ["36227206271667", "", "diners"],
    ["6555900000604105", "", ""],
    ["3566002020360505", "jcb", "jcb"],
    ["6200000000000005", "unionpay", "unionpay"],
    ["6200000000000047", "", "unionpay", "debit"],
    ["6205500000000000004", "", "unionpay"],
    ["4000002500001001", "visa_cartesBancaires", "visa"],
    ["5555552500001001", "mastercard_cartesBancaires", "mastercard"],
    ["4000050360000001", "visa_debit_eftposAuCoBranded", "visa"],
    ["5555050360000080", "mastercard_debit_eftposAuCoBranded", "mastercard"],
    ["4000051230000072", "debit_visaFsaProductCode", "visa"],
    ["4000051230000072", "debit_visaHsaProductCode", "visa"],
    ["5200828282828897", "mastercard_debit_mastercardFsaProductCode", "mastercard"],
  ] as const
).map(([number, alias, brand, funding]) => ({
  number,
  ...(alias && { alias }),
  says: { ...(brand && { brand }), ...(funding && { funding }) },
}));

/** By the country of the bank: `pm_card_<country>`, but for the first card of a country only. */
const COUNTRIES = `AR 4000000320000021 BR 4000000760000002 CA 4000001240000000 CL 4000001520000001 CO 4000001700000003
CR 4000001880000005 EC 4000002180000000 MX 4000004840008001 PA 4000005910000000 PY 4000006000000066 PE 4000006040000068
UY 4000008580000003 AE 4000007840000001 AT 4000000400000008 BE 4000000560000004 BG 4000001000000000 BY 4000001120000005
HR 4000001910000009 CY 4000001960000008 CZ 4000002030000002 DK 4000002080000001 EE 4000002330000009 FI 4000002460000001
FR 4000002500000003 DE 4000002760000016 GI 4000002920000005 GR 4000003000000030 HU 4000003480000005 IE 4000003720000005
IT 4000003800000008 LV 4000004280000005 LI 4000004380000004 LT 4000004400000000 LU 4000004420000006 MT 4000004700000007
NL 4000005280000002 NO 4000005780000007 PL 4000006160000005 PT 4000006200000007 RO 4000006420000001 SI 4000007050000006
SK 4000007030000001 ES 4000007240000007 SE 4000007520000008 CH 4000007560000009 GB 4000008260000000 AU 4000000360000006
CN 4000001560000002 HK 4000003440000004 IN 4000003560000008 JP 4000003920000003 MY 4000004580000002 NZ 4000005540000008
SG 4000007020000003 TW 4000001580000008`;
const OTHER_OF_A_COUNTRY = `MX 5062210000000009 AE 5200007840000022 SA 4000006820000007 GB 4000058260000005 GB 5555558265554449
JP 3530111333300000 TH 4000007640000003 TH 4000057640000008`;

function byCountry(text: string, hasAlias: boolean): PublishedCard[] {
  return [...text.matchAll(/([A-Z]{2}) (\d+)/g)].map(([, country = "", number = ""]) => ({
    number,
    ...(hasAlias && { alias: country.toLowerCase() }),
    says: { country },
  }));
}

const DECLINES: PublishedCard[] = [
  VISA("4000000000000002", "visa_chargeDeclined", declined("generic_decline")),
  VISA("4000000000009995", "visa_chargeDeclinedInsufficientFunds", declined("insufficient_funds")),
  VISA("4000000000009987", "visa_chargeDeclinedLostCard", declined("lost_card")),
  VISA("4000000000009979", "visa_chargeDeclinedStolenCard", declined("stolen_card")),
  VISA("4000000000006975", "visa_chargeDeclinedVelocityLimitExceeded", declined("card_velocity_exceeded")),
  VISA("4000000000000069", "chargeDeclinedExpiredCard", { decline: { code: "expired_card" } }),
  VISA("4000000000000127", "chargeDeclinedIncorrectCvc", { decline: { code: "incorrect_cvc" } }),
  VISA("4000000000000119", "chargeDeclinedProcessingError", { decline: { code: "processing_error" } }),
  VISA("4242424242424241", undefined, { decline: { code: "incorrect_number" } }),
  VISA("4000000000000341", "chargeCustomerFail", { ...declined("generic_decline"), attaches: true }),
  VISA("4100000000000019", "radarBlock", { decline: { code: "card_declined" }, risk: "highest" }),
];

const CHALLENGES: PublishedCard[] = [
  VISA("4000002500003155", "authenticationRequiredOnSetup", { challenge: "unless_off_session" }),
  VISA("4000002760003184", "authenticationRequired", { challenge: "always" }),
  VISA("4000003800000446", "authenticationRequiredSetupForOffSession", { challenge: "unless_off_session" }),
  VISA("4000008260003178", "authenticationRequiredChargeDeclinedInsufficientFunds", {
    challenge: "always",
    afterChallenge: { code: "card_declined", decline_code: "insufficient_funds" },
  }),
  VISA("4000000000003220", "threeDSecure2Required", { challenge: "always" }),
  VISA("4000008400000027", undefined, { challenge: "always" }),
  VISA("4000008400001629", "threeDSecureRequiredChargeDeclined", {
    challenge: "always",
    afterChallenge: { code: "card_declined" },
  }),
  VISA("4000008400001280", "threeDSecureRequiredProcessingError", { decline: { code: "processing_error" } }),
  VISA("4000000000003055", "threeDSecureOptional", { challenge: "if_asked" }),
  VISA("4000000000003097", "threeDSecureOptionalProcessingError", {
    challenge: "if_asked",
    afterChallenge: { code: "processing_error" },
  }),
  VISA("378282246310005", "amex_threeDSecureNotSupported", { brand: "amex" }),
  VISA("4000000032200000", undefined),
  ...["4000582600000094", "4000582600000045", "4000582600000102", "4000582600000110"].map((number) =>
    VISA(number, undefined),
  ),
];

const RISK: PublishedCard[] = [
  VISA("4000000000004954", "riskLevelHighest", { risk: "highest" }),
  VISA("4000000000009235", "riskLevelElevated", { risk: "elevated" }),
  VISA("4000008400000407", "highFraudDisputeScore"),
  VISA("4000008400000159", "highEfwScore"),
  VISA("4000008400001017", "radarDynamicRiskThreshold"),
  VISA("4001858821843804", "freeTrialAbuseBlock"),
  VISA("4000008405600003", "adaptive3dsChallenge"),
  VISA("4000000000000101", "cvcCheckFail", { checks: { cvc_check: "fail" } }),
  VISA("4000000000000036", "avsZipFail", { checks: { address_postal_code_check: "fail" } }),
  VISA("4000000000000028", "avsLine1Fail", { checks: { address_line1_check: "fail" } }),
  VISA("4000000000000010", "avsFail", {
    checks: { address_line1_check: "fail", address_postal_code_check: "fail" },
  }),
  VISA("4000000000000044", "avsUnchecked", {
    checks: { address_line1_check: "unchecked", address_postal_code_check: "unchecked" },
  }),
  VISA("4000058400307872", "cvcCheckFailElevatedRisk", { checks: { cvc_check: "fail" }, risk: "elevated" }),
  VISA("4000058400306072", "avsZipFailElevatedRisk", {
    checks: { address_postal_code_check: "fail" },
    risk: "elevated",
  }),
  VISA("4000000000001208", undefined, { notModelled: "asks for a captcha" }),
  VISA("4000000000003725", undefined, { notModelled: "asks for a captcha" }),
];

const AFTERWARDS: PublishedCard[] = [
  VISA("4000000000000259", "createDispute", { dispute: { reason: "fraudulent" } }),
  VISA("4000000000002685", "createDisputeProductNotReceived", {
    dispute: { reason: "product_not_received" },
  }),
  VISA("4000000000001976", "createDisputeInquiry", { dispute: { inquiry: true } }),
  VISA("4000000000005423", "createIssuerFraudRecord", { notModelled: "an early fraud warning" }),
  VISA("4000000404000079", "createMultipleDisputes", { notModelled: "several disputes" }),
  VISA("4000000404000038", "createCe3EligibleDispute", { notModelled: "a dispute" }),
  VISA("4000008400000779", "createComplianceDispute", { notModelled: "a dispute" }),
  VISA("5105008400000002", "createMastercardComplianceDispute", { notModelled: "a dispute" }),
  VISA("4000000001000043", "createAutoRepresentmentEligibleDispute", { notModelled: "a dispute" }),
  VISA("4000000000007726", "pendingRefund", { refund: "pending" }),
  VISA("4000000000005126", "refundFail", { refund: "fails" }),
  VISA("4000000000000077", "bypassPending", { available: true }),
  VISA("4000003720000278", "bypassPendingInternational", { available: true }),
];

export const PUBLISHED_CARDS: readonly PublishedCard[] = [
  ...BRANDS,
  ...byCountry(COUNTRIES, true),
  ...byCountry(OTHER_OF_A_COUNTRY, false),
  ...DECLINES,
  ...CHALLENGES,
  ...RISK,
  ...AFTERWARDS,
];

import type { TestCard } from "./card-types";
import {
  BLOCKED,
  EXPIRED,
  GENERIC,
  INCORRECT_CVC,
  INCORRECT_NUMBER,
  INSUFFICIENT_FUNDS,
  LOST,
  PROCESSING_ERROR,
  STOLEN,
  VELOCITY,
} from "./declines";

type Special = Omit<TestCard, "number" | "alias" | "brand" | "country" | "funding"> & { country?: string };

function visa(number: string, alias: string | null, special: Special): TestCard {
  return { number, alias, brand: "visa", country: "US", funding: "credit", ...special };
}

export const DECLINE_CARDS: TestCard[] = [
  visa("4000000000000002", "visa_chargeDeclined", { decline: GENERIC }),
  visa("4000000000009995", "visa_chargeDeclinedInsufficientFunds", { decline: INSUFFICIENT_FUNDS }),
  visa("4000000000009987", "visa_chargeDeclinedLostCard", { decline: LOST }),
  visa("4000000000009979", "visa_chargeDeclinedStolenCard", { decline: STOLEN }),
  visa("4000000000006975", "visa_chargeDeclinedVelocityLimitExceeded", { decline: VELOCITY }),
  visa("4000000000000069", "chargeDeclinedExpiredCard", { decline: EXPIRED }),
  visa("4000000000000127", "chargeDeclinedIncorrectCvc", { decline: INCORRECT_CVC }),
  visa("4000000000000119", "chargeDeclinedProcessingError", { decline: PROCESSING_ERROR }),
  visa("4242424242424241", null, { decline: INCORRECT_NUMBER }),
  visa("4000000000000341", "chargeCustomerFail", { decline: GENERIC, chargeOnly: true }),
  visa("4100000000000019", "radarBlock", { decline: BLOCKED, risk: "highest" }),
];

export const THREE_DS_CARDS: TestCard[] = [
  visa("4000002500003155", "authenticationRequiredOnSetup", { threeDS: "unless_off_session", country: "FR" }),
  visa("4000002760003184", "authenticationRequired", { threeDS: "required", country: "DE" }),
  visa("4000003800000446", "authenticationRequiredSetupForOffSession", {
    threeDS: "unless_off_session",
    country: "IT",
  }),
  visa("4000008260003178", "authenticationRequiredChargeDeclinedInsufficientFunds", {
    threeDS: "required",
    afterThreeDS: INSUFFICIENT_FUNDS,
    country: "GB",
  }),
  visa("4000000000003220", "threeDSecure2Required", { threeDS: "required" }),
  visa("4000000000003063", "threeDSecureRequired", { threeDS: "required" }),
  visa("4000008400000027", null, { threeDS: "required" }),
  visa("4000008400001629", "threeDSecureRequiredChargeDeclined", {
    threeDS: "required",
    afterThreeDS: GENERIC,
  }),
  visa("4000008400001280", "threeDSecureRequiredProcessingError", { decline: PROCESSING_ERROR }),
  visa("4000000000003055", "threeDSecureOptional", { threeDS: "optional" }),
  visa("4000000000003097", "threeDSecureOptionalProcessingError", {
    threeDS: "optional",
    afterThreeDS: PROCESSING_ERROR,
  }),
  visa("4000000032200000", null, {}),
  visa("4000582600000094", null, { country: "GB" }),
  visa("4000582600000045", null, { country: "GB" }),
  visa("4000582600000102", null, { country: "GB" }),
  visa("4000582600000110", null, { country: "GB" }),
];

/** Failed checks let the payment pass, unless a rule blocks it. Of the disputes only the three common kinds are modelled. */
export const RISK_CARDS: TestCard[] = [
  visa("4000000000004954", "riskLevelHighest", { risk: "highest" }),
  visa("4000000000009235", "riskLevelElevated", { risk: "elevated" }),
  visa("4000008400000407", "highFraudDisputeScore", {}),
  visa("4000008400000159", "highEfwScore", {}),
  visa("4000008400001017", "radarDynamicRiskThreshold", {}),
  visa("4001858821843804", "freeTrialAbuseBlock", {}),
  visa("4000008405600003", "adaptive3dsChallenge", {}),
  visa("4000000000000101", "cvcCheckFail", { checks: { cvc_check: "fail" } }),
  visa("4000000000000036", "avsZipFail", { checks: { address_postal_code_check: "fail" } }),
  visa("4000000000000028", "avsLine1Fail", { checks: { address_line1_check: "fail" } }),
  visa("4000000000000010", "avsFail", {
    checks: { address_line1_check: "fail", address_postal_code_check: "fail" },
  }),
  visa("4000000000000044", "avsUnchecked", {
    checks: { address_line1_check: "unchecked", address_postal_code_check: "unchecked" },
  }),
  visa("4000058400307872", "cvcCheckFailElevatedRisk", { checks: { cvc_check: "fail" }, risk: "elevated" }),
  visa("4000058400306072", "avsZipFailElevatedRisk", {
    checks: { address_postal_code_check: "fail" },
    risk: "elevated",
  }),
  visa("4000000000001208", null, {}),
  visa("4000000000003725", null, {}),
  visa("4000000000000259", "createDispute", { dispute: { reason: "fraudulent", inquiry: false } }),
  visa("4000000000002685", "createDisputeProductNotReceived", {
    dispute: { reason: "product_not_received", inquiry: false },
  }),
  visa("4000000000001976", "createDisputeInquiry", { dispute: { reason: "general", inquiry: true } }),
  visa("4000000000005423", "createIssuerFraudRecord", {}),
  visa("4000000404000079", "createMultipleDisputes", {}),
  visa("4000000404000038", "createCe3EligibleDispute", {}),
  visa("4000008400000779", "createComplianceDispute", {}),
  { ...visa("5105008400000002", "createMastercardComplianceDispute", {}), brand: "mastercard" },
  visa("4000000001000043", "createAutoRepresentmentEligibleDispute", {}),
];

export const REFUND_CARDS: TestCard[] = [
  visa("4000000000007726", "pendingRefund", { refund: "pending" }),
  visa("4000000000005126", "refundFail", { refund: "fails" }),
];

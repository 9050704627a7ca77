import type { Decline } from "./card-types";

const DECLINED = "Your card was declined.";

const declined = (declineCode: string, message = DECLINED): Decline => ({
  code: "card_declined",
  declineCode,
  message,
});

export const GENERIC = declined("generic_decline");
export const INSUFFICIENT_FUNDS = declined("insufficient_funds", "Your card has insufficient funds.");
export const LOST = declined("lost_card");
export const STOLEN = declined("stolen_card");
export const VELOCITY = declined(
  "card_velocity_exceeded",
  "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
);
export const LIVE_CARD = declined(
  "test_mode_live_card",
  "Your card was declined. Your request was in test mode, but used a non test card.",
);
export const BLOCKED: Decline = { ...declined("fraudulent"), blocked: true };
/** The decline of a bank that needs the shopper, who is absent. */
export const AUTHENTICATION_REQUIRED: Decline = {
  code: "authentication_required",
  declineCode: "authentication_required",
  message: "Your card was declined. This transaction requires authentication.",
};
export const EXPIRED: Decline = {
  code: "expired_card",
  declineCode: null,
  message: "Your card has expired.",
};
export const INCORRECT_CVC: Decline = {
  code: "incorrect_cvc",
  declineCode: null,
  message: "Your card's security code is incorrect.",
};
export const PROCESSING_ERROR: Decline = {
  code: "processing_error",
  declineCode: null,
  message: "An error occurred while processing your card. Try again in a little bit.",
};
export const INCORRECT_NUMBER: Decline = {
  code: "incorrect_number",
  declineCode: null,
  message: "Your card number is incorrect.",
};

/** `message` is for the shopper. */
export interface Decline {
  code:
    | "authentication_required"
    | "card_declined"
    | "expired_card"
    | "incorrect_cvc"
    | "incorrect_number"
    | "processing_error";
  declineCode: string | null;
  message: string;
  /** Stripe Radar stopped the payment before the bank saw it. */
  blocked?: boolean;
}

type Checks = Partial<
  Record<"cvc_check" | "address_postal_code_check" | "address_line1_check", "fail" | "unchecked">
>;

/** One published test number. */
export interface TestCard {
  number: string;
  /** The part behind `pm_card_`, if there is such an id. */
  alias: string | null;
  brand: string;
  country: string;
  funding: "credit" | "debit" | "prepaid";
  /** Every charge fails like this; `chargeOnly` cards can still be saved. */
  decline?: Decline;
  chargeOnly?: boolean;
  /**
   * - `required`: a challenge each time
   * - `unless_off_session`: a challenge while the shopper is there, none later
   * - `optional`: only if the merchant asks for it
   */
  threeDS?: "required" | "unless_off_session" | "optional";
  /** What happens after a passed challenge. */
  afterThreeDS?: Decline;
  risk?: "elevated" | "highest";
  checks?: Checks;
  refund?: "pending" | "fails";
  /** The cardholder disputes the charge: at once, or with an inquiry first. */
  dispute?: { reason: string; inquiry: boolean };
}

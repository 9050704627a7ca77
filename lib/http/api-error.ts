import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";

/** Codes with their HTTP status. The texts are in `messages/<locale>/errors.json`. */
export const API_ERRORS = {
  malformed_request: 400,
  invalid_json: 400,
  invalid_request: 400,
  invalid_signature: 400,
  email_invalid: 400,
  email_unsupported: 400,
  sign_in_required: 401,
  unauthorized: 401,
  forbidden_origin: 403,
  right_missing: 403,
  bot_suspected: 403,
  not_found: 404,
  staff_known: 409,
  last_owner: 409,
  no_second_factor: 409,
  last_second_factor: 409,
  passkey_refused: 422,
  second_person_needed: 409,
  cart_empty: 409,
  cart_changed: 409,
  cart_total_changed: 409,
  out_of_stock: 409,
  payment_in_progress: 409,
  not_payable: 409,
  quote_changed: 409,
  price_changed: 409,
  session_closed: 409,
  checkout_busy: 409,
  quote_expired: 409,
  quote_invalid: 400,
  card_declined: 402,
  token_expired: 409,
  token_used: 409,
  token_mismatched: 409,
  cvc_required: 422,
  shipping_address_missing: 422,
  shipping_country_refused: 422,
  shipping_address_incomplete: 422,
  card_country_refused: 422,
  card_funding_refused: 422,
  discount_used_on_card: 422,
  discount_needs_card: 422,
  amount_too_small: 422,
  not_served: 422,
  email_same: 409,
  email_taken: 409,
  code_expired: 409,
  too_many_attempts: 409,
  code_wrong: 422,
  body_too_large: 413,
  unsupported_media_type: 415,
  range_invalid: 416,
  rate_limited: 429,
  event_not_processed: 500,
  round_incomplete: 500,
  change_not_taken: 502,
  stripe_unavailable: 503,
  payment_unknown: 503,
  store_not_ready: 503,
  pictures_unavailable: 503,
} as const;

export type ApiErrorCode = keyof typeof API_ERRORS;

export const errorText = (code: ApiErrorCode, locale: Locale): string => translator(locale, "errors")(code);

/** The form of every refusal: `{ error: { code, message, ...details } }` with the code's status. */
export function apiError(
  code: ApiErrorCode,
  locale: Locale,
  details: Record<string, unknown> = {},
): Response {
  return errorAnswer(API_ERRORS[code], { code, message: errorText(code, locale), ...details });
}

export function errorAnswer(status: number, error: { code: string; message: string }): Response {
  return Response.json({ error }, { status, headers: { "Cache-Control": "no-store" } });
}

import type { Local } from "../local";
import { invalid } from "../server/errors";
import type { TokenRecord } from "../state/element-records";
import type { MethodRecord } from "../state/records";
import { methodOf, requireToken, spendToken } from "./confirmation-tokens";
import { createFromData, type MethodData } from "./method-data";
import { useMethod } from "./methods";

export interface ChoiceParams {
  confirmation_token?: string | undefined;
  payment_method?: string | undefined;
  payment_method_data?: MethodData | undefined;
}

/** The payment method that a call names, before anything is changed. */
export interface Choice {
  method: MethodRecord | null;
  token: TokenRecord | null;
}

export function readChoice(local: Local, given: ChoiceParams): Choice {
  const named = (["confirmation_token", "payment_method", "payment_method_data"] as const).filter(
    (key) => given[key] !== undefined,
  );
  if (named.length > 1) {
    throw invalid(`You may only specify one of these parameters: ${named.join(", ")}.`, named[1]);
  }
  if (given.confirmation_token) {
    const token = requireToken(local, given.confirmation_token);
    return { method: methodOf(local, token), token };
  }
  if (given.payment_method_data) {
    return { method: createFromData(local, given.payment_method_data), token: null };
  }
  if (given.payment_method) return { method: useMethod(local, given.payment_method), token: null };
  return { method: null, token: null };
}

/** What paid without a customer, or was taken from one, is used up. */
export function checkNotSpent({ spent }: MethodRecord): void {
  if (!spent) return;
  throw invalid(
    "This PaymentMethod was used before without being attached to a customer, or was detached from one, and may not be used again.",
    "payment_method",
  );
}

/** @throws ApiError 400 when this payment method cannot pay this intent */
export function checkUsable(
  record: MethodRecord,
  intent: { customer: string | null; types: string[]; kind: "PaymentIntent" | "SetupIntent" },
): void {
  checkNotSpent(record);
  const { method } = record;
  if (method.customer && method.customer !== intent.customer) {
    throw invalid(
      "The payment method belongs to a customer; name the same customer to use it.",
      "payment_method",
    );
  }
  if (!intent.types.includes(method.type)) {
    throw invalid(
      `The payment method type ${method.type} is not allowed for this ${intent.kind}.`,
      "payment_method",
    );
  }
}

/** The call goes ahead: a token is used up. */
export function takeChoice(
  local: Local,
  { method, token }: Choice,
  by: { payment_intent: string } | { setup_intent: string },
): MethodRecord | null {
  return token ? spendToken(local, token, by) : method;
}

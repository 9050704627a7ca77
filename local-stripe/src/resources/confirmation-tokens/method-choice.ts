import { invalid } from "../../http/errors";
import type { Local } from "../../state/local";
import type { MethodRecord } from "../../state/records";
import { createFromData, type MethodData } from "../payment-methods/method-data";
import { useMethod } from "../payment-methods/new-method";
import { methodOf, requireToken, spendToken, type TokenRecord } from "./tokens";

interface ChoiceParams {
  confirmation_token?: string | undefined;
  payment_method?: string | undefined;
  payment_method_data?: MethodData | undefined;
}

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

export function takeChoice(
  local: Local,
  { method, token }: Choice,
  by: { payment_intent: string } | { setup_intent: string },
): MethodRecord | null {
  return token ? spendToken(local, token, by) : method;
}

import { unknownParameter } from "../../http/errors";
import type { InputObject } from "../../http/form";
import type { VersionChange } from "../../http/version-change";

const RENAMED_IN = "2026-09-30.endive";

/**
 * Calls named their methods in `payment_method_types`, as the SDK's changelog says.
 * @param newcomers calls whose `allowed_payment_method_types` came together with the renaming; that they refuse it before is assumed
 */
export function methodTypesRenamed(calls: string[], newcomers = calls): VersionChange {
  const rename = (call: string) => (input: InputObject) => {
    const { payment_method_types: types, ...others } = input;
    if (others.allowed_payment_method_types !== undefined && newcomers.includes(call)) {
      throw unknownParameter("allowed_payment_method_types");
    }
    return types === undefined ? input : { ...others, allowed_payment_method_types: types };
  };
  return { since: RENAMED_IN, calls: Object.fromEntries(calls.map((call) => [call, rename(call)])) };
}

/**
 * Before 2023-08-16 an intent that named no methods took cards only. Source: docs.stripe.com/changelog/2023-08-16, automatic payment methods by
 * default.
 */
export function cardsByDefault(call: string): VersionChange {
  return {
    since: "2023-08-16",
    calls: {
      [call]: (input) =>
        (input.payment_method_types ?? input.automatic_payment_methods)
          ? input
          : { ...input, payment_method_types: { 0: "card" } },
    },
  };
}

/** `allowed_payment_method_types` of intents came here, as the SDK's changelog says; that earlier versions refuse it is assumed. */
export function allowedTypesAdded(calls: string[]): VersionChange {
  const refuse = (input: InputObject) => {
    if (input.allowed_payment_method_types !== undefined) {
      throw unknownParameter("allowed_payment_method_types");
    }
    return input;
  };
  return { since: "2026-07-29.dahlia", calls: Object.fromEntries(calls.map((call) => [call, refuse])) };
}

import type { StripeCheckoutValidateElementsResult } from "@stripe/stripe-js";
import { type ElementKind, isLineKind } from "../../browser/element-messages";
import type { FrameElement } from "../element-host/frame-element";

type ValidationError = Extract<StripeCheckoutValidateElementsResult, { type: "error" }>["error"];

export type Validation = { ok: true } | { ok: false; error: ValidationError };

/** Shows all problems and returns them. The Payment Element is left out when nothing is to pay. */
export async function validateElements(
  elements: ReadonlyMap<ElementKind, FrameElement>,
  nothingToPay: boolean,
): Promise<Validation> {
  const asked = [...elements].flatMap(([kind, frame]) =>
    isLineKind(kind) || (nothingToPay && kind === "payment") ? [] : [{ element: kind, frame }],
  );
  if (elements.size === 0) {
    const message = "There are no Elements to validate.";
    return { ok: false, error: { code: "no_elements", message, validation_errors: [] } };
  }
  const results = await Promise.all(
    asked.map(async ({ element, frame }) => ({ element, frame, message: await frame.validate() })),
  );
  const errors = results.flatMap(({ element, message }) => (message === null ? [] : [{ element, message }]));
  const [first] = errors;
  if (!first) return { ok: true };
  results.find(({ message }) => message !== null)?.frame.send({ type: "go_to_problem" });
  return {
    ok: false,
    error: { code: "validation_error", message: first.message, validation_errors: errors },
  };
}

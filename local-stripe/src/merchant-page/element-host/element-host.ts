import type Stripe from "stripe";
import type { ElementChange, ElementKind, ElementSetup } from "../../browser/element-messages";
import type { PaymentError } from "../../browser/payment-error";

/** What an element belongs to: it says what the element is drawn from, and hears of it. */
export interface ElementHost {
  key: string;
  locale: string;
  /** What the element is drawn from; rejects with an `ElementLoadError` when that could not be loaded. */
  setup(kind: ElementKind, options: Record<string, unknown>): Promise<ElementSetup>;
  onChange(kind: ElementKind, change: ElementChange): void;
  onDestroy(kind: ElementKind): void;
  /** The merchant gave other options. */
  onUpdate?(kind: ElementKind): void;
  /** The shopper removed a saved payment method, or tried to. */
  onRemoved?(method: Stripe.PaymentMethod, error: string | null): void;
}

/** Why an element could not be drawn, in the members of Stripe's errors. */
export class ElementLoadError extends Error {
  constructor(readonly error: PaymentError) {
    super(error.message);
  }
}

export function loadError(error: unknown): PaymentError {
  if (error instanceof ElementLoadError) return error.error;
  return { type: "api_error", message: error instanceof Error ? error.message : String(error) };
}

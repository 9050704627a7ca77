import type Stripe from "stripe";
import type { ElementChange, ElementKind, ElementSetup } from "../../browser/element-messages";
import type { PaymentError } from "../../browser/payment-error";

/** The owner of an element: gives it its values, and gets its changes. */
export interface ElementHost {
  key: string;
  locale: string;
  /** Rejects with an `ElementLoadError` when the values could not be loaded. */
  setup(kind: ElementKind, options: Record<string, unknown>): Promise<ElementSetup>;
  onChange(kind: ElementKind, change: ElementChange): void;
  onDestroy(kind: ElementKind): void;
  /** Called when the merchant gave other options. */
  onUpdate?(kind: ElementKind): void;
  /** Called when the shopper removed a saved method, or tried to. */
  onRemoved?(method: Stripe.PaymentMethod, error: string | null): void;
}

/** In the form of Stripe's errors. */
export class ElementLoadError extends Error {
  constructor(readonly error: PaymentError) {
    super(error.message);
  }
}

export function loadError(error: unknown): PaymentError {
  if (error instanceof ElementLoadError) return error.error;
  return { type: "api_error", message: error instanceof Error ? error.message : String(error) };
}

import { isRecord } from "../browser/is-record";

/** How the Payment Element shows several ways to pay. */
export interface PaymentLayout {
  type: "tabs" | "accordion";
  /** Whether the accordion starts with nothing open. */
  collapsed: boolean;
  radios: boolean;
  spaced: boolean;
}

/** Open parts get Stripe's defaults. */
export function readLayout(given: unknown, methods: number): PaymentLayout {
  const options: Record<string, unknown> = isRecord(given) ? given : { type: given };
  const { radios } = options;
  return {
    type: options.type === "accordion" ? "accordion" : "tabs",
    collapsed: options.type === "accordion" && options.defaultCollapsed === true,
    radios: radios === "never" || radios === false ? false : radios !== "if_multiple" || methods > 1,
    spaced: options.spacedAccordionItems === true,
  };
}

/** Orders the methods: the merchant's order first, then the session's. */
export function orderMethods(types: readonly string[], wanted: unknown): string[] {
  const first = Array.isArray(wanted) ? wanted.filter((type) => types.includes(type)) : [];
  return [...first, ...types.filter((type) => !first.includes(type))];
}

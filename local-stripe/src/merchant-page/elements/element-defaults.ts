import type { ElementDefaults, ElementKind } from "../../browser/element-messages";
import { isRecord } from "../../browser/is-record";

export function elementDefaults(kind: ElementKind, options: Record<string, unknown>): ElementDefaults {
  const given = isRecord(options.defaultValues) ? options.defaultValues : {};
  const details = kind !== "payment" ? given : isRecord(given.billingDetails) ? given.billingDetails : {};
  const text = (value: unknown) => (typeof value === "string" ? value : undefined);
  const whole = [details.firstName, details.lastName].filter((part) => typeof part === "string").join(" ");
  return {
    name: text(details.name) ?? (whole || undefined),
    email: text(details.email),
    phone: text(details.phone),
    address: isRecord(details.address)
      ? Object.fromEntries(Object.entries(details.address).map(([part, value]) => [part, text(value)]))
      : undefined,
  };
}

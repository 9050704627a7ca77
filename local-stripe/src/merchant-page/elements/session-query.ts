import type { GroupOptions, Purpose } from "./group-options";

export function sessionQuery({ purpose, customerSession }: GroupOptions): [string, string][] {
  const entries = [...purposeQuery(purpose), ["customer_session_client_secret", customerSession] as const];
  return entries.flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, String(value)] satisfies [string, string]],
  );
}

function purposeQuery(purpose: Purpose): (readonly [string, string | number | null])[] {
  switch (purpose.kind) {
    case "none":
      return [];
    case "intent":
      return [
        ["type", purpose.secret.kind],
        ["client_secret", purpose.secret.clientSecret],
      ];
    case "deferred": {
      const field = (name: string, value: string | number | null) =>
        [`deferred_intent[${name}]`, value] as const;
      const list = (name: string, values: string[] | null) =>
        (values ?? []).map((value) => [`deferred_intent[${name}][]`, value] as const);
      return [
        ["type", "deferred_intent"],
        field("mode", purpose.mode),
        field("amount", purpose.amount),
        field("currency", purpose.currency),
        field("setup_future_usage", purpose.setupFutureUsage),
        field("capture_method", purpose.captureMethod),
        field("on_behalf_of", purpose.onBehalfOf),
        field("payment_method_configuration", purpose.configuration),
        ...list("allowed_payment_method_types", purpose.allowedTypes),
        ...list("excluded_payment_method_types", purpose.excludedTypes),
      ];
    }
  }
}

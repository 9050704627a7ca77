const TIMES =
  /^(created|date|expires_at|available_on|arrival_date|due_by|estimated_arrival|canceled_at|paid_at|updated|redeem_by|cancel_at|now|effective_at)$/;
const PERSONAL =
  /^(name|email|phone|line1|line2|city|postal_code|state|ip_address|user_agent|receipt_email|receipt_number|account|business_name|display_name|statement_descriptor|calculated_statement_descriptor|fingerprint|authorization_code|network_transaction_id|reference|code_verifier|last_payment_error_doc|invoice_prefix|trace_id|request_log_url|doc_url|idempotency_key)$/;

/** An answer without what differs from run to run or belongs to somebody: ids, times, addresses, names. */
export function withoutPersons(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutPersons(item, key));
  if (isRecord(value)) {
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((name) => [name, withoutPersons(value[name], name)]),
    );
  }
  if (typeof value === "number") return TIMES.test(key) ? "<time>" : value;
  if (typeof value !== "string" || value === "") return value;
  if (PERSONAL.test(key)) return `<${key}>`;
  return value
    .replace(/https?:\/\/[^\s"'<>]+/g, "<url>")
    .replace(/[\w.+-]+@[\w-]+\.[\w.]+/g, "<email>")
    .replace(
      /\b([a-z]{2,12}(?:_test|_live)?)_[A-Za-z0-9]{8,}(_secret_[\w-]+)?/g,
      (_, kind: string, secret?: string) => (secret ? `<${kind} secret>` : `<${kind}>`),
    );
}

/** Where two answers differ: one line for each place. */
export function differencesOf(local: unknown, other: unknown, path = ""): string[] {
  if (Array.isArray(local) && Array.isArray(other)) {
    const length = Math.max(local.length, other.length);
    return Array.from({ length }, (_, at) => differencesOf(local[at], other[at], `${path}[${at}]`)).flat();
  }
  if (isRecord(local) && isRecord(other)) {
    return [...new Set([...Object.keys(local), ...Object.keys(other)])]
      .sort()
      .flatMap((key) => differencesOf(local[key], other[key], path ? `${path}.${key}` : key));
  }
  return Object.is(local, other)
    ? []
    : [`${path || "answer"}: local ${shown(local)}, Stripe ${shown(other)}`];
}

/** What of the expected part an answer does not have. */
export function unmet(expected: unknown, answer: unknown, path = ""): string[] {
  if (expected === "<some>") return answer === undefined || answer === null ? [`${path}: nothing`] : [];
  if (expected === "<text>") return typeof answer === "string" ? [] : [`${path}: ${shown(answer)}, no text`];
  if (expected === "<number>")
    return typeof answer === "number" ? [] : [`${path}: ${shown(answer)}, no number`];
  if (expected === "<nothing>")
    return answer === undefined ? [] : [`${path}: ${shown(answer)}, not left out`];
  if (Array.isArray(expected)) {
    if (!Array.isArray(answer)) return [`${path}: ${shown(answer)}, no list`];
    if (answer.length !== expected.length) return [`${path}: ${answer.length} items, not ${expected.length}`];
    return expected.flatMap((item, at) => unmet(item, answer[at], `${path}[${at}]`));
  }
  if (isRecord(expected)) {
    if (!isRecord(answer)) return [`${path}: ${shown(answer)}, no object`];
    return Object.entries(expected).flatMap(([key, part]) =>
      unmet(part, answer[key], path ? `${path}.${key}` : key),
    );
  }
  return Object.is(expected, answer) ? [] : [`${path}: ${shown(answer)}, not ${shown(expected)}`];
}

const shown = (value: unknown) => (value === undefined ? "nothing" : JSON.stringify(value));

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import { isRecord } from "./compare";

/** What a kept answer does not say, because it belongs to somebody: the last words of a field's name. */
const PERSONAL =
  /(^|_)(name|email|phone|line[12]|city|postal_code|state|zip|ip_address|user_agent|number|reference|descriptor|fingerprint|authorization_code|network_transaction_id|account|prefix|trace_id|verifier|idempotency_key|tax_id|client_secret|secret|request_log_url|log_url|doc_url|dob|title)$/;
/** Fields with a code that Stripe or the local Stripe made up: in a promotion code and a coupon. */
const CODES = /^(code|coupon|id)$/;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const EARLIEST = Date.UTC(2014, 0) / 1000;
const LATEST = Date.UTC(2100, 0) / 1000;

interface Context {
  /** Unix seconds that times are told from: when the object was made, or the step was taken. */
  from: number;
  /** What is in texts of this run alone, and what is kept instead. */
  instead: readonly (readonly [string, string])[];
}

/** The fields of an answer, and only the kinds of what is in them. */
export function keptKinds(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(keptKinds);
  if (isRecord(value)) {
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((name) => [name, keptKinds(value[name])]),
    );
  }
  return value === null ? null : `<${typeof value}>`;
}

/** An answer without what differs from run to run or belongs to somebody: ids, secrets, addresses, names. Times are told from when the object was made. */
export function keptAnswer(value: unknown, context: Context, key = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => keptAnswer(item, context, key));
  if (isRecord(value)) {
    const { created } = value;
    const inside = { ...context, ...(typeof created === "number" && { from: created }) };
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((name) => [keptText(name, context), keptAnswer(value[name], inside, name)]),
    );
  }
  if (typeof value === "number") return isTime(value) ? keptTime(value, context.from) : value;
  if (typeof value !== "string" || value === "") return value;
  if (PERSONAL.test(key)) return `<${key}>`;
  if (CODES.test(key) && /^(?=.*[A-Z0-9])[A-Za-z0-9]{8}$/.test(value)) return `<${key}>`;
  // What a page of a search is called, and whatever else has no meaning.
  if (/^(?=.*\d)(?=.*[A-Z])[\w-]{32,}=*$/.test(value) && !/^[a-z]+_/.test(value)) return `<${key}>`;
  return keptText(value, context);
}

const isTime = (value: number) => Number.isInteger(value) && value > EARLIEST && value < LATEST;

/** In the largest unit that fits, as a run does not hit the second. */
function keptTime(time: number, from: number): string {
  // What begins or ends with a day is so many days away, at whatever hour.
  if (time % DAY === 0) return later(time / DAY - Math.floor(from / DAY), "d");
  const seconds = time - from;
  const size = Math.abs(seconds);
  if (size < 2 * MINUTE) return "<time>";
  if (size < 2 * HOUR) return later(seconds / MINUTE, "min");
  return size < 2 * DAY ? later(seconds / HOUR, "h") : later(seconds / DAY, "d");
}

const later = (count: number, unit: string) => `<time ${count < 0 ? "" : "+"}${Math.round(count)} ${unit}>`;

function keptText(text: string, { instead }: Context): string {
  const plain = text.replace(/https?:\/\/[^\s"'<>]+/g, "<url>");
  return instead
    .reduce((sum, [from, to]) => sum.replaceAll(from, to), plain)
    .replace(/[\w.+-]+@[\w-]+\.[\w.]+/g, "<email>")
    .replace(/\b[a-z]+_\w*?_?secret_[\w-]{6,}/g, "<secret>")
    .replace(/\b(sk|pk|rk)_(test|live)_[\w*]+/g, "<$1 key>")
    .replace(/\b(\d{1,2} )?[A-Z][a-z]{2} (\d{1,2}, )?\d{4}\b/g, "<day>")
    .replace(/\b((?:[a-z0-9]{2,12}_)+)([A-Za-z0-9]{6,})\b/g, (whole, kind: string, rest: string) =>
      // A code such as card_declined has no digits; a tax code is the same for everybody.
      kind === "txcd_" || !/[0-9A-Z]/.test(rest) ? whole : `<${kind.slice(0, -1)}>`,
    );
}

/** A Unix second count, or a length of time by its parts. */
export type TimeSpan = number | { days?: number; hours?: number; minutes?: number; seconds?: number };

/** An event as webhooks bring it; cast `data.object` to what the type of the event has. */
export interface ReceivedEvent {
  id: string;
  type: string;
  created: number;
  data: { object: Record<string, unknown>; previous_attributes?: Record<string, unknown> };
}

/** What goes wrong with the next calls: `POST /_local/faults`. */
export interface PlannedFault {
  kind: "429" | "500" | "cut_before" | "cut_after" | "slow";
  /** May end in `*`; every path without one. */
  path?: string;
  method?: "GET" | "POST" | "DELETE";
  times?: number;
  delay_ms?: number;
}

/** What a test does with a local Stripe besides calling its API. */
export interface TestActions {
  /** Where it listens. */
  url: string;
  /** The secret key of the tests. */
  key: string;
  /** Options of the `stripe` package for Node: `new Stripe(key, clientOptions)`. */
  clientOptions: { host: string; port: number; protocol: "http" | "https" };
  /** Waits for an event, the newest that fits. Each event is given once. @throws Error with what was there instead, after `timeoutMs` (5 s) */
  expectEvent: (
    type: string,
    where?: (event: ReceivedEvent) => boolean,
    options?: { timeoutMs?: number },
  ) => Promise<ReceivedEvent>;
  /** Moves the test clock: sessions expire, debits settle, payouts are made. */
  advance: (span: TimeSpan) => Promise<void>;
  /** Makes the next call, or the next `times` calls, go wrong. */
  fail: (fault: PlannedFault) => Promise<void>;
  /** Any other call of the control API, such as `control("POST", "payment_intents/pi_…/settle")`. @throws Error with its refusal */
  control: (method: "GET" | "POST" | "DELETE", path: string, body?: object) => Promise<unknown>;
  /** Forgets everything but webhook endpoints. */
  reset: () => Promise<void>;
}

const TIMEOUT_MS = 5_000;
const PAUSE_MS = 50;

/** For any test runner, and for a local Stripe that runs already. @param url such as `http://localhost:12111` */
export function testActions(url: string, key = "sk_test_local_tests"): TestActions {
  const { hostname, port, protocol } = new URL(url);
  const given = new Set<string>();
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    const value: unknown = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${messageIn(value)}`);
    return value;
  };
  const control: TestActions["control"] = (method, path, body) =>
    ask(method, `/_local/${path}`, method === "POST" ? (body ?? {}) : undefined);
  const latest = async (query: string): Promise<ReceivedEvent[]> => {
    const { data } = (await ask("GET", `/v1/events?limit=100${query}`)) as { data: ReceivedEvent[] };
    return data;
  };

  return {
    url,
    key,
    clientOptions: {
      host: hostname,
      port: Number(port || (protocol === "https:" ? 443 : 80)),
      protocol: protocol === "https:" ? "https" : "http",
    },
    expectEvent: async (type, where = () => true, { timeoutMs = TIMEOUT_MS } = {}) => {
      const end = Date.now() + timeoutMs;
      do {
        const events = await latest(`&type=${encodeURIComponent(type)}`);
        const found = events.find((event) => !given.has(event.id) && where(event));
        if (found) {
          given.add(found.id);
          return found;
        }
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      } while (Date.now() < end);
      const types = (await latest("")).map((event) => event.type);
      throw new Error(
        `No ${type} came in ${timeoutMs} ms. The latest events: ${types.join(", ") || "none"}.`,
      );
    },
    advance: async (span) => {
      await control("POST", "clock", { advance_seconds: secondsOf(span) });
    },
    fail: async (fault) => {
      await control("POST", "faults", fault);
    },
    control,
    reset: async () => {
      given.clear();
      await control("POST", "reset");
    },
  };
}

function secondsOf(span: TimeSpan): number {
  if (typeof span === "number") return span;
  const { days = 0, hours = 0, minutes = 0, seconds = 0 } = span;
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

function messageIn(value: unknown): string {
  const error = typeof value === "object" && value !== null && "error" in value ? value.error : value;
  const hasMessage = typeof error === "object" && error !== null && "message" in error;
  return hasMessage ? String(error.message) : JSON.stringify(value);
}

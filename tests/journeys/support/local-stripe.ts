import { test } from "@playwright/test";
import Stripe from "stripe";
import { z } from "zod";

export type LoggedCall = { method: string; path: string; status: number | null };

export type EventFilter = { types?: string[]; object?: string };

type Fault = {
  path?: string;
  method?: string;
  times: number;
  kind: "429" | "500" | "cut_before" | "cut_after" | "slow";
  delay_ms?: number;
};

const callLog = z.object({
  data: z.array(z.object({ method: z.string(), path: z.string(), status: z.number().nullable() })),
});

/** What Stripe itself has no levers for, by the first words of their addresses. */
const LEVERS: Readonly<Record<string, string>> = {
  clock: "a clock that is moved",
  faults: "calls that fail at will",
  events: "events that are held, dropped or repeated at will",
  payment_intents: "a bank that decides or disputes at will",
  checkout: "sessions that end or lie at will",
  account: "a feature of the account that is turned on and off",
  requests: "the list of calls",
};

/** The API by the SDK, and the local Stripe's levers (docs/testing.md). */
export class LocalStripe {
  readonly api: Stripe;

  /** @param accountKey of Stripe itself: then there are no levers, and a journey that pulls one is left out */
  constructor(
    readonly url: string,
    private readonly accountKey?: string,
  ) {
    const { hostname, port, protocol } = new URL(url);
    this.api = new Stripe(accountKey ?? "sk_test_local_journeys", {
      host: hostname,
      port: port || "443",
      protocol: protocol === "https:" ? "https" : "http",
      telemetry: false,
    });
  }

  expire = (session: string) => this.post(`checkout/sessions/${session}/expire`);
  /** A delayed payment reaches the account, or the bank refuses it. */
  settle = (paymentIntent: string) => this.post(`payment_intents/${paymentIntent}/settle`);
  fail = (paymentIntent: string) => this.post(`payment_intents/${paymentIntent}/fail`);
  /** The bank of who paid asks for all of it; with `inquiry` it only asks. */
  dispute = (paymentIntent: string, given: { reason: string; inquiry?: boolean }) =>
    this.post(`payment_intents/${paymentIntent}/dispute`, given);
  hold = (filter: EventFilter = {}) => this.post("events/hold", filter);
  release = (filter: EventFilter & { order?: string[] } = {}) =>
    this.restore("POST", "events/release", filter);
  /** Events from now on that match are never delivered. */
  drop = (filter: EventFilter = {}) => this.post("events/drop", filter);
  duplicate = (event: string, times: number) => this.post(`events/${event}/duplicate`, { times });
  deliver = (event: string) => this.post(`events/${event}/deliver`);
  order = (mode: "completed_first" | "payment_intent_first") => this.post("events/order", { mode });
  /** The session sells more of its first line than was agreed, and asks for another total; no event tells of it. */
  tamper = (session: string, lies: { line_quantity: number; amount_total: number }) =>
    this.post(`checkout/sessions/${session}/tamper`, lies);
  /** Grants the account what it does not have by itself. */
  grant = (features: { dynamic_discounts_preview: boolean }) => this.post("account", features);
  advanceClock = (seconds: number) => this.post("clock", { advance_seconds: seconds });
  resetClock = () => this.restore("POST", "clock", { now: Math.floor(Date.now() / 1000) });
  fault = (fault: Fault) => this.post("faults", fault);
  clearFaults = () => this.restore("DELETE", "faults");

  async chargeOf(paymentIntent: string): Promise<Stripe.Charge | null> {
    const intent = await this.api.paymentIntents.retrieve(paymentIntent, { expand: ["latest_charge"] });
    return typeof intent.latest_charge === "object" ? intent.latest_charge : null;
  }

  /** The latest calls whose path holds `about`, oldest first. */
  async calls(about: string): Promise<LoggedCall[]> {
    const { data } = callLog.parse(await this.send("GET", "requests"));
    return data.filter(({ path }) => path.includes(about));
  }

  private post(path: string, body: object = {}): Promise<unknown> {
    return this.send("POST", path, body);
  }

  /** Nothing was changed where there is no lever. */
  private restore(method: string, path: string, body?: object): Promise<unknown> {
    return this.accountKey ? Promise.resolve() : this.send(method, path, body);
  }

  private async send(method: string, path: string, body?: object): Promise<unknown> {
    if (this.accountKey)
      test.skip(true, `needs the local Stripe: ${LEVERS[path.split("/")[0] ?? ""] ?? path}`);
    const response = await fetch(`${this.url}/_local/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /_local/${path} answered ${response.status}: ${text}`);
    return text ? JSON.parse(text) : null;
  }
}

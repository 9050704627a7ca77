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

/** The local Stripe's API by the SDK, and its levers (docs/testing.md). */
export class LocalStripe {
  readonly api: Stripe;

  constructor(readonly url: string) {
    const { hostname, port } = new URL(url);
    this.api = new Stripe("sk_test_local_journeys", {
      host: hostname,
      port,
      protocol: "http",
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
  release = (filter: EventFilter & { order?: string[] } = {}) => this.post("events/release", filter);
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
  resetClock = () => this.post("clock", { now: Math.floor(Date.now() / 1000) });
  fault = (fault: Fault) => this.post("faults", fault);
  clearFaults = () => this.send("DELETE", "faults");

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

  private async send(method: string, path: string, body?: object): Promise<unknown> {
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

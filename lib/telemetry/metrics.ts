/** `unit` as OpenTelemetry writes it: `s` for seconds, `{order}` for a number of orders. */
type Metric = { unit: string; labels: readonly string[]; about: string };

/** What is read from the database whenever it is asked for; every process reads the same. */
export const GAUGES = {
  "store.orders": {
    unit: "{order}",
    labels: ["state"],
    about: "Orders in each state that is not an end; at most 10000 of each are counted",
  },
  "store.events.oldest_age": {
    unit: "s",
    labels: [],
    about: "Age of the oldest event from Stripe that is not processed, without the parked ones",
  },
  "store.events.overdue": {
    unit: "s",
    labels: [],
    about: "How long the event that has waited longest has been due",
  },
  "store.events.parked": { unit: "{event}", labels: [], about: "Events that a person must look at" },
  "store.jobs.oldest_age": { unit: "s", labels: [], about: "Age of the oldest job that is not done" },
  "store.jobs.overdue": {
    unit: "s",
    labels: [],
    about: "How long the job that has waited longest has been due",
  },
  "store.jobs.dead": {
    unit: "{job}",
    labels: [],
    about: "Jobs that failed too often and are not tried again",
  },
} as const satisfies Record<string, Metric>;

export type GaugeName = keyof typeof GAUGES;
export type Reading = { gauge: GaugeName; labels: Record<string, string>; value: number };

/** What a process counts since its start. */
export const COUNTERS = {
  "store.payments": {
    unit: "{payment}",
    labels: ["method", "outcome"],
    about: "Payments that were taken, declined, or came to another end",
  },
  "store.limits.hit": { unit: "{request}", labels: ["limit"], about: "Requests that a limit refused" },
  "store.stripe.refused": {
    unit: "{call}",
    labels: ["reason"],
    about: "Background calls that Stripe refused because of the rate",
  },
} as const satisfies Record<string, Metric>;

export type Counted = keyof typeof COUNTERS;

export const BACKGROUND_WAIT = {
  name: "store.stripe.wait",
  unit: "s",
  about: "How long background calls to Stripe waited for their turn",
  /** Seconds: most wait less than one, and a round ends after sixty. */
  bounds: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
} as const;

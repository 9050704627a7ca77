import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import type { Random } from "../random";
import type { World } from "../world";
import { deploy } from "./deployment";

/** One fault, from its beginning to its end; what stays after the storm is ended by `endFaults`. */
type Fault = (world: World, random: Random) => Promise<void>;

const seconds = (count: number) => delay(count * 1000);

/** Calls that cost or promise money come first to mind; null is every call. */
const PATHS = [null, null, "/v1/checkout/sessions*", "/v1/payment_intents*", "/v1/payment_pages*"] as const;

type StripeFault = "429" | "500" | "slow" | "cut_before" | "cut_after";

const stripeFails =
  (kind: StripeFault): Fault =>
  async ({ control }, random) => {
    const path = random.pick(PATHS);
    await control("/faults", {
      kind,
      times: random.between(1, kind === "slow" ? 4 : 8),
      ...(path && { path }),
      ...(kind === "slow" && { delay_ms: random.between(2_000, 9_000) }),
      ...(path !== null && random.chance(0.7) && { method: "POST" }),
    });
  };

const EVENT_GROUPS = [["checkout.session.*"], ["payment_intent.*"], ["charge.*", "refund.*"], ["*"]] as const;

export const FAULTS = {
  kill_store: async ({ stores }, random) => random.pick(stores).restart("SIGKILL"),
  kill_both_stores: async ({ stores }) => {
    await Promise.all(stores.map((store) => store.restart("SIGKILL")));
  },
  stop_store: async ({ stores }, random) => random.pick(stores).restart("SIGTERM"),
  skew_clock: async ({ stores }, random) => {
    const minutes = random.pick([-4, -2, 2, 4]);
    await random.pick(stores).restart("SIGKILL", minutes * 60_000);
  },
  restart_postgres: async ({ postgres }) => postgres.restart("fast"),
  crash_postgres: async ({ postgres }) => postgres.restart("immediate"),
  cut_connections: async ({ db }) => {
    await db.cutOthers();
  },
  fill_postgres: async (world, random) => fillPostgres(world, random.between(2, 5)),
  fill_pools: async ({ db }, random) => {
    const client = await db.connect();
    if (!client) return;
    // Whoever needs an order waits, with a connection of its store's pool.
    await client.query("begin").catch(() => {});
    await client.query("set local lock_timeout = '3s'").catch(() => {});
    await client.query("lock table orders in access exclusive mode").catch(() => {});
    await seconds(random.between(3, 12));
    await client.end().catch(() => {});
  },
  stripe_429: stripeFails("429"),
  stripe_500: stripeFails("500"),
  stripe_slow: stripeFails("slow"),
  stripe_cut_before: stripeFails("cut_before"),
  stripe_cut_after: stripeFails("cut_after"),
  drop_events: async ({ control }, random) => {
    await control("/events/drop", { types: [...random.pick(EVENT_GROUPS)] });
    await seconds(random.between(2, 6));
    await control("/events/drop", undefined, "DELETE");
  },
  double_events: async ({ control, stripe }, random) => {
    const events = await stripe.events.list({ limit: 30 }).catch(() => null);
    const chosen = random.shuffle(events?.data ?? []).slice(0, 10);
    await Promise.all(
      chosen.map(({ id }) => control(`/events/${id}/duplicate`, { times: random.between(1, 3) })),
    );
  },
  reorder_events: async ({ control }, random) => {
    const types = ["checkout.session.*", "payment_intent.*", "charge.*", "refund.*"];
    await control("/events/hold", { types });
    await seconds(random.between(2, 6));
    const last = [
      "charge.refunded",
      "refund.created",
      "checkout.session.expired",
      "payment_intent.succeeded",
    ];
    await control("/events/release", {
      types,
      order: random.shuffle([...last, "checkout.session.completed"]),
    });
  },
  /** They stay away until an hour has passed: `letAnHourPass`. */
  delay_events: async ({ control }, random) => {
    await control("/events/hold", { types: [random.pick(LATE_TYPES)] });
  },
  unlist_events: async ({ control }, random) => {
    await control("/events/unlist", { types: [...random.pick(EVENT_GROUPS)] });
    await seconds(random.between(3, 8));
    await control("/events/list");
  },
  hang_mail: async ({ mail }, random) => {
    mail.behaviour.mute = true;
    await seconds(random.between(5, 15));
    mail.behaviour.mute = false;
  },
  deploy: async (world) => deploy(world),
} as const satisfies Record<string, Fault>;

export type FaultKind = keyof typeof FAULTS;

const LATE_TYPES = [
  "checkout.session.completed",
  "payment_intent.succeeded",
  "payment_intent.payment_failed",
  "charge.refunded",
  "checkout.session.async_payment_succeeded",
] as const;

async function fillPostgres({ db, maxConnections }: World, time: number): Promise<void> {
  await db.cutOthers();
  const opened: pg.Client[] = [];
  for (let tries = 0; tries < maxConnections; tries += 1) {
    const client = await db.connect();
    if (!client) break;
    opened.push(client);
  }
  await seconds(time);
  await Promise.all(opened.map((client) => client.end().catch(() => {})));
}

/** After the storm: nothing fails any more, and both stores run with the right clock. */
export async function endFaults({ control, mail, stores }: World): Promise<void> {
  await control("/faults", undefined, "DELETE");
  await control("/events/drop", undefined, "DELETE");
  await control("/events/list");
  mail.behaviour.mute = false;
  await Promise.all(stores.map((store) => store.restart("SIGTERM")));
}

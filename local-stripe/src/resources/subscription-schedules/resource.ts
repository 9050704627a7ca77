import type Stripe from "stripe";
import { changedFrom, emit } from "../../events/emit";
import { periodEnd } from "../../facts/intervals";
import { type Api, UNREAD } from "../../http/api";
import { invalid, noSuch, notModelled } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import {
  bool,
  type Given,
  integer,
  list,
  object,
  oneOf,
  type Parsed,
  type Rule,
  required,
  text,
  timestamp,
} from "../../http/rules";
import { dueBy } from "../../state/due-by";
import { findBy } from "../../state/find-by";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";
import { collectionOf } from "../../state/store";
import { requirePrice } from "../prices/prices";
import { cancelSubscription } from "../subscriptions/changes";
import {
  announceChange,
  type PlannedPhase,
  requireSubscription,
  type SubscriptionRecord,
  subscriptions,
} from "../subscriptions/subscriptions";

type Schedule = Stripe.SubscriptionSchedule;
type Phase = Schedule["phases"][number];

const scheduleIds = idKind("sub_sched");
const schedules = collectionOf<Schedule>("subscriptionSchedules");
const schedulesOfCustomer = findBy<Schedule>(({ customer }) => String(customer));
const PATH = "/v1/subscription_schedules";

const moment: Rule<number | "now"> = {
  parse: (value, path) => (value === "now" ? "now" : timestamp.parse(value, path)),
};
const behavior = oneOf("always_invoice", "create_prorations", "none");
const phase = object({
  end_date: moment,
  items: required(list(object({ metadata, price: required(text()), quantity: integer(0, 999_999) }), 20)),
  iterations: integer(1),
  metadata,
  proration_behavior: behavior,
  start_date: moment,
});
const UPDATE = {
  end_behavior: oneOf("cancel", "release"),
  metadata,
  phases: list(phase, 10),
  proration_behavior: behavior,
};
const LIST = { ...PAGE, created: createdFilter, customer: text(), scheduled: bool };

function routes(api: Api): void {
  api.post(PATH, { from_subscription: text(), metadata }, ({ local, read }) => {
    const { from_subscription: id, metadata: given } = read();
    if (id === undefined) throw notModelled("a schedule without from_subscription");
    return createFrom(local, requireSubscription(local, id), applyMetadata(null, given));
  });
  api.get(PATH, LIST, ({ local, read }) => {
    const query = read();
    const all = schedules(local.store);
    const found = (schedulesOfCustomer(all, query.customer) ?? all.newest()).filter(
      ({ created, status }) =>
        (query.created?.(created) ?? true) &&
        (query.scheduled === undefined || (status === "not_started") === query.scheduled),
    );
    return paginate(found, query, PATH);
  });
  api.get(`${PATH}/:id`, UNREAD, ({ local, params }) => requireSchedule(local, params.id ?? ""));
  api.post(`${PATH}/:id`, UPDATE, ({ local, read, params }) =>
    update(local, requireActive(local, params.id ?? ""), read()),
  );
  api.post(`${PATH}/:id/release`, { preserve_cancel_date: bool }, ({ local, read, params }) => {
    read();
    return release(local, requireActive(local, params.id ?? ""));
  });
  api.post(`${PATH}/:id/cancel`, UNREAD, ({ local, params }) => {
    const schedule = requireActive(local, params.id ?? "");
    cancelSubscription(local, String(schedule.subscription));
    return requireSchedule(local, close(local, schedule, "canceled").id);
  });
}

function createFrom(local: Local, record: SubscriptionRecord, kept: Record<string, string>): Schedule {
  const { subscription, items } = record;
  if (subscription.schedule) {
    throw invalid(
      "You cannot migrate a subscription that is already attached to a schedule.",
      "from_subscription",
    );
  }
  const period = items[0]?.period ?? { start: local.now(), end: local.now() };
  const schedule: Schedule = {
    id: scheduleIds.make(),
    object: "subscription_schedule",
    application: null,
    billing_mode: { ...subscription.billing_mode },
    canceled_at: null,
    completed_at: null,
    created: local.now(),
    current_phase: { start_date: period.start, end_date: period.end },
    customer: String(subscription.customer),
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      automatic_tax: { disabled_reason: null, enabled: subscription.automatic_tax.enabled, liability: null },
      billing_cycle_anchor: "automatic",
      billing_thresholds: null,
      collection_method: "charge_automatically",
      default_payment_method: null,
      description: null,
      invoice_settings: {
        account_tax_ids: null,
        custom_fields: null,
        days_until_due: null,
        description: null,
        footer: null,
        issuer: { type: "self" },
      },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: "release",
    livemode: false,
    metadata: kept,
    pause_schedules: [],
    phases: [
      phaseOf(subscription, {
        items: items.map(({ price, quantity }) => ({ price, quantity })),
        start: period.start,
        end: period.end,
        proration: "create_prorations",
        metadata: subscription.metadata,
        trialEnd: subscription.trial_end,
      }),
    ],
    released_at: null,
    released_subscription: null,
    status: "active",
    subscription: record.id,
    test_clock: null,
  };
  schedules(local.store).put(schedule);
  emit(local, "subscription_schedule.created", schedule);
  announceChange(local, record.id, { schedule: schedule.id });
  return schedule;
}

interface PhaseValues {
  items: { price: string; quantity: number }[];
  start: number;
  end: number;
  proration: Phase["proration_behavior"];
  metadata: Record<string, string>;
  trialEnd: number | null;
}

function phaseOf({ currency }: Stripe.Subscription, values: PhaseValues): Phase {
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    currency,
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    end_date: values.end,
    invoice_settings: null,
    items: values.items.map(({ price, quantity }) => ({
      billing_thresholds: null,
      discounts: [],
      metadata: {},
      plan: price,
      price,
      quantity,
      tax_rates: [],
    })),
    metadata: values.metadata,
    on_behalf_of: null,
    proration_behavior: values.proration,
    start_date: values.start,
    transfer_data: null,
    trial_end: values.trialEnd,
  };
}

/** The phases are sent whole; the current one keeps its start. */
function update(local: Local, before: Schedule, given: Parsed<typeof UPDATE>): Schedule {
  const record = requireSubscription(local, String(before.subscription));
  const phases = given.phases ? readPhases(local, record, given.phases) : before.phases;
  const schedule: Schedule = {
    ...before,
    phases,
    end_behavior: given.end_behavior ?? before.end_behavior,
    metadata: applyMetadata(before.metadata, given.metadata),
  };
  const current = phases.find(
    ({ start_date, end_date }) => start_date <= local.now() && local.now() < end_date,
  );
  if (!current) throw invalid("One of the phases must hold now.", "phases");
  const next = schedules(local.store).put({
    ...schedule,
    current_phase: { start_date: current.start_date, end_date: current.end_date },
  });
  plan(local, record, next);
  emit(local, "subscription_schedule.updated", next, changedFrom(before, next));
  return next;
}

function readPhases(
  local: Local,
  { subscription }: SubscriptionRecord,
  given: Given<typeof phase>[],
): Phase[] {
  let from = local.now();
  return given.map((one, index) => {
    const at = `phases[${index}]`;
    const start = timeOf(local, one.start_date) ?? from;
    if (index > 0 && start !== from) {
      throw invalid("Each phase must begin when the one before it ends.", `${at}[start_date]`);
    }
    const items = one.items.map(({ price, quantity = 1 }, item) => {
      const { recurring } = requirePrice(local, price, `${at}[items][${item}][price]`, 400);
      if (!recurring) throw invalid("The price specified is not recurring.", `${at}[items][${item}][price]`);
      return { price, quantity, recurring };
    });
    const [first] = items;
    if (!first) throw invalid("A phase has at least one item.", `${at}[items]`);
    let end = start;
    for (let count = 0; count < (one.iterations ?? 1); count += 1) end = periodEnd(end, first.recurring);
    from = timeOf(local, one.end_date) ?? end;
    if (from <= start) throw invalid("A phase must end after it begins.", `${at}[end_date]`);
    return phaseOf(subscription, {
      items,
      start,
      end: from,
      proration: one.proration_behavior ?? "create_prorations",
      metadata: applyMetadata(null, one.metadata),
      trialEnd: null,
    });
  });
}

function timeOf(local: Local, given: number | "now" | undefined): number | undefined {
  return given === "now" ? local.now() : given;
}

const PRORATIONS: PlannedPhase["proration"][] = ["always_invoice", "none"];

/** Tells the subscription what to do when. */
function plan(local: Local, record: SubscriptionRecord, { phases, end_behavior }: Schedule): void {
  const planned = phases
    .filter(({ start_date }) => start_date > local.now())
    .map(
      ({ start_date, items, proration_behavior: proration }): PlannedPhase => ({
        at: start_date,
        items: items.map(({ price, quantity }) => ({ price: String(price), quantity: quantity ?? 1 })),
        proration: PRORATIONS.find((known) => known === proration) ?? "create_prorations",
      }),
    );
  const end: PlannedPhase = { at: phases.at(-1)?.end_date ?? local.now(), items: null, proration: "none" };
  subscriptions(local.store).put({
    ...record,
    planned: end_behavior === "cancel" ? [...planned, end] : planned,
  });
}

function release(local: Local, schedule: Schedule): Schedule {
  const id = String(schedule.subscription);
  subscriptions(local.store).put({ ...requireSubscription(local, id), planned: [] });
  const released = close(local, schedule, "released");
  announceChange(local, id, { schedule: null });
  return released;
}

function close(local: Local, schedule: Schedule, status: "canceled" | "completed" | "released"): Schedule {
  const now = local.now();
  const closed = schedules(local.store).put({
    ...schedule,
    status,
    current_phase: null,
    subscription: status === "released" ? null : schedule.subscription,
    ...(status === "canceled" && { canceled_at: now }),
    ...(status === "completed" && { completed_at: now }),
    ...(status === "released" && {
      released_at: now,
      released_subscription: String(schedule.subscription),
    }),
  });
  emit(local, `subscription_schedule.${status}`, closed);
  return closed;
}

const due = dueBy<Schedule>(({ status, current_phase }) =>
  status === "active" ? (current_phase?.end_date ?? null) : null,
);

/** What a schedule says of itself follows its subscription, which has done by then what the phases ask for. */
function moveSchedules(local: Local): void {
  for (const { id } of due(schedules(local.store), local.now())) {
    const schedule = requireSchedule(local, id);
    const { status } = requireSubscription(local, String(schedule.subscription)).subscription;
    const now = local.now();
    const next = schedule.phases.find(({ start_date, end_date }) => start_date <= now && now < end_date);
    if (status === "canceled")
      close(local, schedule, schedule.end_behavior === "cancel" ? "completed" : "canceled");
    else if (!next) release(local, schedule);
    else {
      const { start_date, end_date } = next;
      const moved = schedules(local.store).put({ ...schedule, current_phase: { start_date, end_date } });
      emit(local, "subscription_schedule.updated", moved, changedFrom(schedule, moved));
    }
  }
}

function requireSchedule(local: Local, id: string): Schedule {
  const schedule = schedules(local.store).get(id);
  if (!schedule) throw noSuch("subscription_schedule", id, "schedule");
  return schedule;
}

function requireActive(local: Local, id: string): Schedule {
  const schedule = requireSchedule(local, id);
  if (schedule.status === "active") return schedule;
  throw invalid(
    `You cannot change a subscription schedule that is currently in the \`${schedule.status}\` status.`,
    "schedule",
  );
}

export const subscriptionScheduleResource: Resource = {
  routes,
  objects: { ids: [scheduleIds], find: ({ store }, id) => schedules(store).get(id) },
  events: [
    "subscription_schedule.canceled",
    "subscription_schedule.completed",
    "subscription_schedule.created",
    "subscription_schedule.released",
    "subscription_schedule.updated",
  ],
  tick: moveSchedules,
};

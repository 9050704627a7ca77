import type Stripe from "stripe";
import type { Api } from "../../http/api";
import { invalid, noSuch } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import {
  bool,
  clearable,
  ignored,
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
import { searchable } from "../../http/search/searchable";
import type { VersionChange } from "../../http/version-change";
import type { Local } from "../../state/local";
import { requirePrice } from "../prices/prices";
import { cancelLater, cancelSubscription, changeItems } from "./changes";
import { moveSubscriptions } from "./due";
import {
  announceChange,
  createSubscription,
  requireSubscription,
  type SubscriptionRecord,
  saved,
  subscriptionIds,
  subscriptions,
  subscriptionsOfCustomer,
} from "./subscriptions";

const trialEnd: Rule<number | "now"> = {
  parse: (value, path) => (value === "now" ? "now" : timestamp.parse(value, path)),
};

const item = object({ metadata, price: text(), quantity: integer(0, 999_999) });
const changedItem = object({
  deleted: bool,
  id: text(),
  metadata,
  price: text(),
  quantity: integer(0, 999_999),
});
const behavior = oneOf("always_invoice", "create_prorations", "none");
const paymentBehavior = oneOf("allow_incomplete", "default_incomplete", "error_if_incomplete");
const paymentSettings = object({
  payment_method_options: ignored,
  payment_method_types: ignored,
  save_default_payment_method: oneOf("off", "on_subscription"),
});

const CREATE = {
  cancel_at_period_end: bool,
  customer: required(text()),
  default_payment_method: text(),
  description: text(500),
  items: required(list(item, 20)),
  metadata,
  off_session: bool,
  payment_behavior: paymentBehavior,
  payment_settings: paymentSettings,
  proration_behavior: behavior,
  trial_end: trialEnd,
  trial_period_days: integer(1, 730),
};

const UPDATE = {
  cancel_at: clearable(timestamp),
  cancel_at_period_end: bool,
  cancellation_details: object({ comment: text(), feedback: text() }),
  default_payment_method: text(),
  description: text(500),
  items: list(changedItem, 20),
  metadata,
  off_session: bool,
  pause_collection: clearable(
    object({
      behavior: required(oneOf("keep_as_draft", "mark_uncollectible", "void")),
      resumes_at: timestamp,
    }),
  ),
  payment_behavior: paymentBehavior,
  payment_settings: paymentSettings,
  proration_behavior: behavior,
  trial_end: trialEnd,
};

const STATUSES = [
  "active",
  "all",
  "canceled",
  "ended",
  "incomplete",
  "incomplete_expired",
  "past_due",
  "paused",
  "trialing",
  "unpaid",
] as const;
const LIST = { ...PAGE, created: createdFilter, customer: text(), price: text(), status: oneOf(...STATUSES) };

function routes(api: Api): void {
  api.post("/v1/subscriptions", CREATE, ({ local, read }) => create(local, read()).subscription);
  api.get("/v1/subscriptions", LIST, ({ local, read }) => {
    const query = read();
    const all = subscriptions(local.store);
    const found = (subscriptionsOfCustomer(all, query.customer) ?? all.newest())
      .filter(
        ({ subscription, items }) =>
          (query.customer === undefined || subscription.customer === query.customer) &&
          (query.price === undefined || items.some(({ price }) => price === query.price)) &&
          (query.created?.(subscription.created) ?? true) &&
          hasStatus(subscription.status, query.status),
      )
      .map(({ subscription }) => subscription);
    return paginate(found, query, "/v1/subscriptions");
  });
  searchable<Stripe.Subscription>(api, {
    resource: "subscriptions",
    objects: ({ store }) =>
      subscriptions(store)
        .newest()
        .map(({ subscription }) => subscription),
    fields: {
      created: { type: "numeric", read: (subscription) => subscription.created },
      status: { type: "token", read: (subscription) => subscription.status },
    },
  });
  api.get("/v1/subscriptions/:id", {}, ({ local, read, params }) => {
    read();
    return requireSubscription(local, params.id ?? "").subscription;
  });
  api.post(
    "/v1/subscriptions/:id",
    UPDATE,
    ({ local, read, params }) => update(local, params.id ?? "", read()).subscription,
  );
  api.delete(
    "/v1/subscriptions/:id",
    { cancellation_details: object({ comment: text(), feedback: text() }) },
    ({ local, read, params }) =>
      cancelSubscription(local, params.id ?? "", read().cancellation_details).subscription,
  );
  api.get("/v1/subscription_items", { ...PAGE, subscription: required(text()) }, ({ local, read }) => {
    const query = read();
    const { subscription } = requireSubscription(local, query.subscription);
    return paginate(subscription.items.data, query, "/v1/subscription_items");
  });
}

function create(local: Local, given: Parsed<typeof CREATE>): SubscriptionRecord {
  const items = given.items.map((line, index) => {
    if (!line.price) throw invalid("Each item needs a price.", `items[${index}][price]`);
    return { price: line.price, quantity: line.quantity ?? 1, metadata: applyMetadata(null, line.metadata) };
  });
  const days = given.trial_period_days;
  const end =
    given.trial_end === "now" ? null : (given.trial_end ?? (days ? local.now() + days * 86_400 : null));
  if (
    given.default_payment_method &&
    local.store.methods.get(given.default_payment_method)?.method.customer !== given.customer
  ) {
    throw noSuch("PaymentMethod", given.default_payment_method, "default_payment_method", 400);
  }
  const kind = given.payment_behavior ?? "allow_incomplete";
  return createSubscription(local, {
    customer: given.customer,
    items,
    trialEnd: end,
    defaultMethod: given.default_payment_method ?? null,
    metadata: applyMetadata(null, given.metadata),
    description: given.description ?? null,
    cancelAtPeriodEnd: given.cancel_at_period_end ?? false,
    payment:
      kind === "default_incomplete"
        ? {
            kind: "incomplete",
            savesMethod: given.payment_settings?.save_default_payment_method === "on_subscription",
          }
        : { kind: "now", orFail: kind === "error_if_incomplete" },
  });
}

function update(local: Local, id: string, given: Parsed<typeof UPDATE>): SubscriptionRecord {
  const before = requireSubscription(local, id);
  if (["canceled", "incomplete_expired"].includes(before.subscription.status)) {
    throw invalid("A canceled subscription can only update its cancellation_details and metadata.");
  }
  const { default_payment_method: method } = given;
  if (method && local.store.methods.get(method)?.method.customer !== before.subscription.customer) {
    throw noSuch("PaymentMethod", method, "default_payment_method", 400);
  }
  for (const line of given.items ?? []) if (line.price) requirePrice(local, line.price, "items", 400);
  if (given.trial_end !== undefined) changeTrial(local, before, given.trial_end);
  announceChange(local, id, {
    metadata: applyMetadata(before.subscription.metadata, given.metadata),
    ...(method && { default_payment_method: method }),
    ...(given.description !== undefined && { description: given.description }),
    ...(given.pause_collection !== undefined && {
      pause_collection: given.pause_collection && {
        behavior: given.pause_collection.behavior,
        resumes_at: given.pause_collection.resumes_at ?? null,
      },
    }),
  });
  if (given.cancel_at_period_end !== undefined) {
    const end = requireSubscription(local, id).items[0]?.period.end ?? null;
    cancelLater(local, id, given.cancel_at_period_end ? end : null, given.cancel_at_period_end);
  } else if (given.cancel_at !== undefined) cancelLater(local, id, given.cancel_at, false);
  if (given.items) {
    const changes = given.items.map((line) => ({
      ...line,
      metadata: line.metadata ? applyMetadata(null, line.metadata) : undefined,
    }));
    changeItems(
      local,
      requireSubscription(local, id),
      changes,
      given.proration_behavior ?? "create_prorations",
    );
  }
  return requireSubscription(local, id);
}

/** A trial that ends now is over at the next tick. */
function changeTrial(local: Local, record: SubscriptionRecord, given: number | "now"): void {
  const end = given === "now" ? local.now() : given;
  const items = record.items.map((one) => ({ ...one, period: { ...one.period, end } }));
  saved(local, { ...record, items });
  announceChange(local, record.id, { trial_end: end, ...(end > local.now() && { status: "trialing" }) });
  moveSubscriptions(local);
}

function hasStatus(status: string, wanted: (typeof STATUSES)[number] | undefined): boolean {
  const isOver = status === "canceled" || status === "incomplete_expired";
  if (wanted === undefined) return !isOver;
  if (wanted === "all") return true;
  return wanted === "ended" ? isOver : status === wanted;
}

/** A subscription had the period of its items. Source: the SDK's changelog. */
const changes: readonly VersionChange[] = [
  {
    since: "2025-03-31.basil",
    objects: {
      subscription: (subscription, store) => {
        const period = subscriptions(store).get(String(subscription.id))?.items[0]?.period;
        return { ...subscription, current_period_start: period?.start, current_period_end: period?.end };
      },
    },
  },
];

export const subscriptionResource: Resource = {
  routes,
  changes,
  objects: { ids: [subscriptionIds], find: ({ store }, id) => subscriptions(store).get(id)?.subscription },
  events: [
    "customer.subscription.created",
    "customer.subscription.deleted",
    "customer.subscription.trial_will_end",
    "customer.subscription.updated",
  ],
  tick: moveSubscriptions,
};

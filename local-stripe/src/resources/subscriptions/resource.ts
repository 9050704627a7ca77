import type Stripe from "stripe";
import type { Api } from "../../http/api";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import type { Resource } from "../../http/resource";
import { clearable, object, oneOf, required, text } from "../../http/rules";
import { searchable } from "../../http/search/searchable";
import type { VersionChange } from "../../http/version-change";
import { CREATE, createFrom, feedback, resume, UPDATE, updateFrom } from "./calls";
import { cancelSubscription } from "./changes";
import { moveSubscriptions } from "./due";
import {
  requireSubscription,
  subscriptionIds,
  subscriptions,
  subscriptionsOfCustomer,
} from "./subscriptions";

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
  api.post(
    "/v1/subscriptions",
    CREATE,
    ({ local, read, version }) => createFrom(local, read(), version).subscription,
  );
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
    ({ local, read, params }) => updateFrom(local, params.id ?? "", read()).subscription,
  );
  api.delete(
    "/v1/subscriptions/:id",
    { cancellation_details: object({ comment: clearable(text()), feedback: clearable(feedback) }) },
    ({ local, read, params }) =>
      cancelSubscription(local, params.id ?? "", read().cancellation_details).subscription,
  );
  api.post(
    "/v1/subscriptions/:id/resume",
    { billing_cycle_anchor: oneOf("now") },
    ({ local, read, params }) => {
      read();
      return resume(local, params.id ?? "");
    },
  );
  api.get("/v1/subscription_items", { ...PAGE, subscription: required(text()) }, ({ local, read }) => {
    const query = read();
    const { subscription } = requireSubscription(local, query.subscription);
    return paginate(subscription.items.data, query, "/v1/subscription_items");
  });
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
    "customer.subscription.paused",
    "customer.subscription.resumed",
    "customer.subscription.trial_will_end",
    "customer.subscription.updated",
  ],
  tick: moveSubscriptions,
};

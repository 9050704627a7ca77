import type { Api } from "../../http/api";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import type { Resource } from "../../http/resource";
import { text } from "../../http/rules";
import { advancePayouts, payoutIds, payouts, requirePayout } from "./payouts";

const LIST = {
  ...PAGE,
  arrival_date: createdFilter,
  created: createdFilter,
  destination: text(),
  status: text(),
};

function routes(api: Api): void {
  api.get("/v1/payouts", LIST, ({ local, read }) => {
    const query = read();
    const found = payouts(local.store)
      .newest()
      .filter(
        (payout) =>
          (query.arrival_date?.(payout.arrival_date) ?? true) &&
          (query.created?.(payout.created) ?? true) &&
          (query.destination === undefined || payout.destination === query.destination) &&
          (query.status === undefined || payout.status === query.status),
      );
    return paginate(found, query, "/v1/payouts");
  });
  api.get("/v1/payouts/:id", {}, ({ local, read, params }) => {
    read();
    return requirePayout(local, params.id ?? "");
  });
}

export const payoutResource: Resource = {
  routes,
  objects: { ids: [payoutIds], find: ({ store }, id) => payouts(store).get(id) },
  events: [
    "payout.created",
    "payout.failed",
    "payout.paid",
    "payout.reconciliation_completed",
    "payout.updated",
  ],
  tick: advancePayouts,
};

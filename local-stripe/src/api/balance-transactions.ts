import type Stripe from "stripe";
import type { Local } from "../local";
import type { Api } from "../server/api";
import { noSuch } from "../server/errors";
import { createdFilter, PAGE, paginate } from "../server/lists";
import { currency, readParams, text } from "../server/rules";

const LIST = { ...PAGE, created: createdFilter, currency, source: text(), type: text() };

function shown(local: Local, transaction: Stripe.BalanceTransaction): Stripe.BalanceTransaction {
  return { ...transaction, status: transaction.available_on <= local.now() ? "available" : "pending" };
}

export function mountBalanceTransactions(api: Api): void {
  api.get("/v1/balance_transactions", ({ local, input }) => {
    const query = readParams(LIST, input);
    const found = local.store.balanceTransactions
      .newest()
      .filter(
        (one) =>
          (query.currency === undefined || one.currency === query.currency) &&
          (query.source === undefined || one.source === query.source) &&
          (query.type === undefined || one.type === query.type) &&
          (query.created?.(one.created) ?? true),
      )
      .map((one) => shown(local, one));
    return paginate(found, query, "/v1/balance_transactions");
  });
  api.get("/v1/balance_transactions/:id", ({ local, input, params }) => {
    readParams({}, input);
    const found = local.store.balanceTransactions.get(params.id ?? "");
    if (!found) throw noSuch("balance transaction", params.id ?? "");
    return shown(local, found);
  });
}

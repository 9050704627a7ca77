import type Stripe from "stripe";
import type { Api } from "../../http/api";
import { noSuch } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import { currency, readParams, text } from "../../http/rules";
import type { Local } from "../../state/local";

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

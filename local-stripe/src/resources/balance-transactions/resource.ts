import type Stripe from "stripe";
import type { Api } from "../../http/api";
import { noSuch } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import type { Resource } from "../../http/resource";
import { currency, text } from "../../http/rules";
import { transactionsOfSource } from "../../state/finders";
import type { Local } from "../../state/local";
import { sequenceOf } from "../../state/sequence";
import { transactionIds } from "./book";
import { isAvailable, transactionsOfPayout } from "./paid-out";

const LIST = { ...PAGE, created: createdFilter, currency, payout: text(), source: text(), type: text() };

function shown(local: Local, transaction: Stripe.BalanceTransaction): Stripe.BalanceTransaction {
  return { ...transaction, status: isAvailable(local, transaction) ? "available" : "pending" };
}

function routes(api: Api): void {
  api.get("/v1/balance_transactions", LIST, ({ local, read }) => {
    const query = read();
    const all = local.store.balanceTransactions;
    const paid = query.payout === undefined ? undefined : transactionsOfPayout(local, query.payout);
    const found = ((paid && sequenceOf(paid)) ?? transactionsOfSource(all, query.source) ?? all.newest())
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
  api.get("/v1/balance_transactions/:id", {}, ({ local, read, params }) => {
    read();
    const found = local.store.balanceTransactions.get(params.id ?? "");
    if (!found) throw noSuch("balance transaction", params.id ?? "");
    return shown(local, found);
  });
}

export const balanceTransactions: Resource = {
  routes,
  objects: {
    ids: [transactionIds],
    find: (local, id) => {
      const found = local.store.balanceTransactions.get(id);
      return found && shown(local, found);
    },
  },
};

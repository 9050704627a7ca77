import type Stripe from "stripe";
import { UNREAD } from "../../http/api";
import { worldOfAccount } from "../../http/auth";
import type { Resource } from "../../http/resource";
import { accountId, keyOf } from "../../state/account";
import type { Local } from "../../state/local";

/** The account of the call's key, as far as a program asks it to see whether the key is right. Assumed: which of the optional fields it has. */
function accountObject({ account }: Local): Stripe.Account {
  return {
    id: accountId(account),
    object: "account",
    business_type: null,
    capabilities: { card_payments: "active", transfers: "active" },
    charges_enabled: true,
    country: "FR",
    default_currency: "eur",
    details_submitted: true,
    email: null,
    metadata: {},
    payouts_enabled: true,
    type: "standard",
  };
}

/** The account itself. Accounts are made by their first use, so nothing here makes one. */
export const accounts: Resource = {
  routes: (api) => {
    api.get("/v1/account", {}, ({ local, read }) => {
      read();
      return accountObject(local);
    });
    api.get("/v1/accounts/:id", UNREAD, ({ local, params: { id = "" } }) => {
      return accountObject(worldOfAccount(local, id, keyOf(local.account)));
    });
  },
};

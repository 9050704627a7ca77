import type { Router } from "../http/router";
import { bool, integer, oneOf, required } from "../http/rules";
import { accountId, keyOf } from "../state/account";
import type { Local } from "../state/local";
import { control } from "./handle";

export function mountClock(router: Router): void {
  router.post(
    "/_local/reset",
    control({}, ({ local }) => {
      local.store.reset();
      local.requests.clear();
      return { ok: true };
    }),
  );
  router.get(
    "/_local/clock",
    control({}, ({ local }) => clockOf(local)),
  );
  router.post(
    "/_local/clock",
    control({ advance_seconds: integer(0), now: integer(0) }, ({ local, given }) => {
      const { settings } = local.store;
      if (given.now !== undefined) settings.clockOffset = given.now - Math.floor(Date.now() / 1000);
      settings.clockOffset += given.advance_seconds ?? 0;
      local.store.touch();
      local.resources.tick(local);
      return clockOf(local);
    }),
  );
  router.post(
    "/_local/account",
    control({ dynamic_discounts_preview: bool }, ({ local, given }) => {
      const { settings } = local.store;
      settings.dynamicDiscountsPreview = given.dynamic_discounts_preview ?? settings.dynamicDiscountsPreview;
      local.store.touch();
      return { dynamic_discounts_preview: settings.dynamicDiscountsPreview };
    }),
  );
  router.get(
    "/_local/accounts",
    control({}, ({ local }) => ({ data: local.worlds.all().map(shownAccount) })),
  );
  router.post(
    "/_local/accounts/:id",
    control({ access: required(bool) }, ({ local, params, given }) => {
      const { settings } = local.store;
      const id = params.id ?? "";
      const others = settings.refusedAccounts.filter((one) => one !== id);
      settings.refusedAccounts = given.access ? others : [...others, id];
      local.store.touch();
      return { id, access: given.access };
    }),
  );
  router.post(
    "/_local/events/order",
    control({ mode: oneOf("completed_first", "payment_intent_first") }, ({ local, given }) => {
      const { settings } = local.store;
      settings.eventOrder = given.mode ?? settings.eventOrder;
      local.store.touch();
      return { mode: settings.eventOrder };
    }),
  );
}

function clockOf(local: Local): object {
  return { now: local.now(), offset_seconds: local.store.settings.clockOffset };
}

function shownAccount({ account, store }: Local): object {
  return {
    id: accountId(account),
    key: keyOf(account),
    connected: account.connected !== null,
    objects: store.size,
  };
}

import { noSuch } from "../http/errors";
import type { Router } from "../http/router";
import { integer, list, text } from "../http/rules";
import type { Local } from "../state/local";
import type { DeliveryRecord, EventMatch } from "../state/records";
import { control } from "./handle";

const MATCH = { types: list(text()), object: text() };

export function mountEvents(router: Router): void {
  router.get(
    "/_local/events/deliveries",
    control({}, ({ local }) => ({
      data: local.store.deliveries
        .newest()
        .map((one) => shown(local, one))
        .toArray(),
    })),
  );
  router.post(
    "/_local/events/hold",
    control(MATCH, ({ local, given }) => {
      local.store.settings.holds.push(matchOf(given));
      local.store.touch();
      return { holds: local.store.settings.holds };
    }),
  );
  router.post(
    "/_local/events/release",
    control({ ...MATCH, order: list(text()) }, async ({ local, given }) => {
      const match = matchOf(given);
      const { settings } = local.store;
      const isAll = match.types === null && match.object === null;
      settings.holds = isAll
        ? []
        : settings.holds.filter((hold) => JSON.stringify(hold) !== JSON.stringify(match));
      local.store.touch();
      const released = await local.delivery.release(match, given.order ?? []);
      return { released: released.map((one) => shown(local, one)) };
    }),
  );
  router.post(
    "/_local/events/drop",
    control(MATCH, ({ local, given }) => {
      local.store.settings.drops.push(matchOf(given));
      local.store.touch();
      return { drops: local.store.settings.drops };
    }),
  );
  router.delete(
    "/_local/events/drop",
    control({}, ({ local }) => {
      local.store.settings.drops = [];
      local.store.touch();
      return { drops: [] };
    }),
  );
  router.post(
    "/_local/events/unlist",
    control(MATCH, ({ local, given }) => {
      local.store.settings.unlisted.push(matchOf(given));
      local.store.touch();
      return { unlisted: local.store.settings.unlisted };
    }),
  );
  router.post(
    "/_local/events/list",
    control({}, ({ local }) => {
      local.store.settings.unlisted = [];
      local.store.touch();
      return { unlisted: [] };
    }),
  );
  router.post(
    "/_local/events/:id/deliver",
    control({}, ({ local, params }) => resend(local, params.id ?? "", 1)),
  );
  router.post(
    "/_local/events/:id/duplicate",
    control({ times: integer(1, 100) }, ({ local, params, given }) =>
      resend(local, params.id ?? "", given.times ?? 1),
    ),
  );
}

async function resend(local: Local, id: string, times: number): Promise<object> {
  if (!local.store.events.get(id)) throw noSuch("event", id);
  let sent: DeliveryRecord[] = [];
  for (let count = 0; count < times; count += 1) sent = await local.delivery.resend(id);
  return { deliveries: sent.map((one) => shown(local, one)) };
}

function matchOf(given: { types?: string[] | undefined; object?: string | undefined }): EventMatch {
  return { types: given.types?.length ? given.types : null, object: given.object ?? null };
}

function shown(local: Local, delivery: DeliveryRecord): object {
  return { ...delivery, type: local.store.events.get(delivery.event)?.event.type ?? null };
}

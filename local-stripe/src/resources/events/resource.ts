import { matches, matchesType } from "../../events/match";
import type { Api } from "../../http/api";
import { invalid, noSuch } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import type { Resource } from "../../http/resource";
import { bool, list, text } from "../../http/rules";
import { eventsOfType } from "../../state/finders";
import type { Local } from "../../state/local";
import type { EventRecord, StoredEvent } from "../../state/records";

const LIST = {
  ...PAGE,
  created: createdFilter,
  delivery_success: bool,
  type: text(),
  types: list(text(), 20),
};

/** Events are listed for 30 days. */
const KEPT_SECONDS = 30 * 86_400;

function shown(local: Local, { event }: EventRecord): StoredEvent {
  return { ...event, pending_webhooks: local.delivery.pendingCount(event.id) };
}

function routes(api: Api): void {
  api.get("/v1/events", LIST, ({ local, read }) => {
    const query = read();
    if (query.type && query.types) {
      throw invalid("You may only specify one of these parameters: type, types.", "types");
    }
    const types = query.types ?? (query.type ? [query.type] : null);
    const all = local.store.events;
    const found = (eventsOfType(all, query.type?.includes("*") ? undefined : query.type) ?? all.newest())
      .filter((record) => !local.store.settings.unlisted.some((match) => matches(match, record)))
      .filter(
        ({ event }) =>
          event.created > local.now() - KEPT_SECONDS &&
          matchesType(types, event.type) &&
          (query.created?.(event.created) ?? true) &&
          (query.delivery_success === undefined ||
            query.delivery_success === (local.delivery.pendingCount(event.id) === 0)),
      );
    const page = paginate(found, query, "/v1/events");
    return { ...page, data: page.data.map((record) => shown(local, record)) };
  });
  api.get("/v1/events/:id", {}, ({ local, read, params }) => {
    read();
    const record = local.store.events.get(params.id ?? "");
    if (!record) throw noSuch("event", params.id ?? "");
    return shown(local, record);
  });
}

export const events: Resource = { routes };

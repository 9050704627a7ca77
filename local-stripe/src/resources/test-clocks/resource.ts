import type Stripe from "stripe";
import { emit } from "../../events/emit";
import { type Api, UNREAD } from "../../http/api";
import { invalid, noSuch } from "../../http/errors";
import { PAGE, paginate } from "../../http/lists";
import type { Resource } from "../../http/resource";
import { required, text, timestamp } from "../../http/rules";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";
import { collectionOf } from "../../state/store";

type Clock = Stripe.TestHelpers.TestClock;

const clockIds = idKind("clock");
const clocks = collectionOf<Clock>("testClocks");
const PATH = "/v1/test_helpers/test_clocks";
const MONTH = 30 * 86_400;

function routes(api: Api): void {
  api.post(PATH, { frozen_time: required(timestamp), name: text(300) }, ({ local, read }) => {
    const given = read();
    moveTo(local, given.frozen_time);
    const id = clockIds.make();
    const clock = clocks(local.store).put({
      id,
      object: "test_helpers.test_clock",
      created: Math.floor(Date.now() / 1000),
      deletes_after: Math.floor(Date.now() / 1000) + MONTH,
      frozen_time: given.frozen_time,
      livemode: false,
      name: given.name ?? null,
      status: "ready",
      status_details: {},
    });
    emit(local, "test_helpers.test_clock.created", clock);
    return clock;
  });
  api.get(PATH, PAGE, ({ local, read }) => paginate(clocks(local.store).newest(), read(), PATH));
  api.get(`${PATH}/:id`, UNREAD, ({ local, params }) => requireClock(local, params.id ?? ""));
  api.post(`${PATH}/:id/advance`, { frozen_time: required(timestamp) }, ({ local, read, params }) => {
    const clock = requireClock(local, params.id ?? "");
    const { frozen_time } = read();
    if (frozen_time <= clock.frozen_time) {
      throw invalid("The frozen time must be later than that of the test clock.", "frozen_time");
    }
    emit(local, "test_helpers.test_clock.advancing", { ...clock, status: "advancing" });
    moveTo(local, frozen_time);
    const moved = clocks(local.store).put({ ...clock, frozen_time });
    local.resources.tick(local);
    emit(local, "test_helpers.test_clock.ready", moved);
    return moved;
  });
  api.delete(`${PATH}/:id`, UNREAD, ({ local, params }) => {
    const clock = requireClock(local, params.id ?? "");
    clocks(local.store).delete(clock.id);
    emit(local, "test_helpers.test_clock.deleted", clock);
    return { id: clock.id, object: clock.object, deleted: true };
  });
}

/** There is one clock for all objects. */
function moveTo(local: Local, time: number): void {
  local.store.settings.clockOffset = time - Math.floor(Date.now() / 1000);
  local.store.touch();
}

function requireClock(local: Local, id: string): Clock {
  const clock = clocks(local.store).get(id);
  if (!clock) throw noSuch("test_helpers.test_clock", id, "test_clock");
  return clock;
}

export const testClocks: Resource = {
  routes,
  objects: { ids: [clockIds], find: ({ store }, id) => clocks(store).get(id) },
  events: [
    "test_helpers.test_clock.advancing",
    "test_helpers.test_clock.created",
    "test_helpers.test_clock.deleted",
    "test_helpers.test_clock.ready",
  ],
};

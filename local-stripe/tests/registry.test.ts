import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emit } from "../src/events/emit";
import { Api } from "../src/http/api";
import { noSuch } from "../src/http/errors";
import type { Resource } from "../src/http/resource";
import { Router } from "../src/http/router";
import { required, text } from "../src/http/rules";
import { combine } from "../src/resources/combine";
import { RESOURCES } from "../src/resources/registry";
import { idKind } from "../src/state/ids";
import type { Local } from "../src/state/local";
import { RequestLog } from "../src/state/request-log";
import { collectionOf, Store } from "../src/state/store";
import { openWorlds, type Worlds } from "../src/state/worlds";

interface Payout {
  id: string;
  object: "payout";
  description: string;
}

const payoutIds = idKind("po");
const payouts = collectionOf<Payout>("payouts");

/** All that a new resource is: what its folder would hold, and its place in the registry. */
const payoutResource: Resource = {
  routes: (api) => {
    api.post("/v1/payouts", { description: required(text()) }, ({ local, read }) => {
      const { description } = read();
      const payout = payouts(local.store).put({ id: payoutIds.make(), object: "payout", description });
      emit(local, "payout.created", payout);
      return payout;
    });
    api.get("/v1/payouts/:id", {}, ({ local, params, read }) => {
      read();
      const payout = payouts(local.store).get(params.id ?? "");
      if (!payout) throw noSuch("payout", params.id ?? "");
      return payout;
    });
  },
  objects: { ids: [payoutIds], find: ({ store }, id) => payouts(store).get(id) },
  parts: { payout: { trace: (_local, id) => ({ of: id }) } },
  events: ["payout.created"],
};

function worldsWith(resources: Resource[], path: string | null = null): Worlds {
  return openWorlds(path, false, (store, account, worlds) => ({
    account,
    worlds,
    store,
    framesFrom: [],
    baseUrl: "http://localhost:1",
    now: () => 1_800_000_000,
    delivery: {
      plan: () => {},
      resume: () => {},
      close: () => {},
      resend: async () => [],
      release: async () => [],
      pendingCount: () => 0,
    },
    resources: combine(resources),
    requests: new RequestLog(),
    inFlight: new Set(),
    request: null,
  }));
}

const localWith = (resources: Resource[]) => worldsWith(resources).main;

async function call(local: Local, method: string, path: string, body = "") {
  const router = new Router();
  payoutResource.routes?.(new Api(router));
  const url = new URL(path, local.baseUrl);
  const found = router.match(method, url.pathname);
  const reply = await found?.handler({
    local,
    method,
    path: url.pathname,
    params: found.params,
    query: url.searchParams,
    headers: { authorization: "Bearer sk_test_local_tests" },
    body: Buffer.from(body),
  });
  return { status: reply?.status, body: JSON.parse(String(reply?.body)) };
}

describe("the registry", () => {
  it("lists each folder of resources, and nothing else", () => {
    const folders = readdirSync(new URL("../src/resources", import.meta.url), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(Object.keys(RESOURCES).sort()).toEqual(folders.sort());
  });

  it("reads from a resource only what the resource declares", async () => {
    const local = localWith([payoutResource]);
    expect((await call(local, "POST", "/v1/payouts")).body.error.param).toBe("description");
    const made = await call(local, "POST", "/v1/payouts", "description=May");
    expect(made).toMatchObject({ status: 200, body: { object: "payout", description: "May" } });
    const answer = await call(local, "GET", `/v1/payouts/${made.body.id}?expand[]=trace`);
    expect(answer.body.trace).toEqual({ of: made.body.id });
    expect(local.resources.find(local, "payout", made.body.id)).toMatchObject({ description: "May" });
    expect(local.store.events.newest().toArray()).toMatchObject([{ event: { type: "payout.created" } }]);
  });

  it("finds an object by the beginning of its id, a merchant's own id by the field, and nothing by a secret", () => {
    const found = { object: "coupon" };
    const coupon: Resource = { objects: { ids: [], keys: ["coupon"], find: () => found } };
    const local = localWith([coupon, { objects: { ids: [idKind("po")], find: (_local, id) => ({ id }) } }]);
    const { find } = local.resources;
    expect(find(local, "payout", "po_1")).toEqual({ id: "po_1" });
    expect(find(local, "coupon", "po_1")).toBe(found);
    expect(find(local, "payout", "po_1_secret_2")).toBeUndefined();
    expect(find(local, "payout", "pox_1")).toBeUndefined();
  });

  it("finds an object that is inside another one", () => {
    const inner: Resource = { innerParts: { payout: { trace: (_local, id) => ({ around: id }) } } };
    const local = localWith([payoutResource, inner]);
    const around = { id: "po_1", object: "payout" };
    expect(local.resources.part(local, {}, around, "trace")).toEqual({ around: "po_1" });
    expect(local.resources.part(local, around, null, "trace")).toEqual({ of: "po_1" });
    expect(local.resources.part(local, {}, null, "trace")).toBeUndefined();
  });

  it("refuses two resources that claim the same thing", () => {
    const find = () => undefined;
    const part = { payout: { trace: find } };
    expect(() => combine([payoutResource, { events: ["payout.created"] }])).toThrow(/claim payout.created/);
    expect(() => combine([payoutResource, { objects: { ids: [payoutIds], find } }])).toThrow(/claim po_/);
    expect(() => combine([payoutResource, { parts: part }])).toThrow(/claim payout.trace/);
    const { paymentOwner } = combine([]);
    expect(() => combine([{ paymentOwner }, { paymentOwner }])).toThrow(/claim the payments/);
  });

  it("sends no event that no resource lists", () => {
    const local = localWith([payoutResource]);
    expect(() => emit(local, "payout.paid", {})).toThrow("No resource lists the event payout.paid.");
    expect(local.store.events.all()).toEqual([]);
  });

  it("lets each resource do its due work, in order", () => {
    const done: string[] = [];
    const local = localWith([{ tick: () => done.push("first") }, {}, { tick: () => done.push("second") }]);
    local.resources.tick(local);
    expect(done).toEqual(["first", "second"]);
  });
});

describe("a collection that only its resource uses", () => {
  const path = () => join(mkdtempSync(join(tmpdir(), "local-stripe-")), "state.json");
  const may: Payout = { id: "po_1", object: "payout", description: "May" };

  it("is kept after restarts, also when nobody used it in between", () => {
    const file = path();
    const first = worldsWith([], file);
    payouts(first.main.store).put(may);
    first.close();
    worldsWith([], file).close();
    const last = worldsWith([], file);
    expect(payouts(last.main.store).get("po_1")).toEqual(may);
    last.close();
  });

  it("is emptied by a reset, whether it was used or not", () => {
    const file = path();
    const first = worldsWith([], file);
    payouts(first.main.store).put(may);
    first.close();
    const second = worldsWith([], file);
    second.main.store.reset();
    expect(payouts(second.main.store).all()).toEqual([]);
    payouts(second.main.store).put(may);
    second.main.store.reset();
    expect(payouts(second.main.store).all()).toEqual([]);
    second.close();
  });

  it("needs a unique name", () => {
    expect(() => new Store(null).open("products")).toThrow("The collection products is open already.");
  });
});

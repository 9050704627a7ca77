import { changedFrom, emit } from "../../events/emit";
import { type Api, UNREAD } from "../../http/api";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import { ignored, text } from "../../http/rules";
import { CREATE, createCoupon, requireCoupon } from "./coupons";

const UPDATE = { currency_options: ignored, metadata, name: text(40) };

function routes(api: Api): void {
  api.post("/v1/coupons", CREATE, ({ local, read }) => createCoupon(local, read()));
  api.get("/v1/coupons", { ...PAGE, created: createdFilter }, ({ local, read }) => {
    const query = read();
    const found = local.store.coupons.newest().filter((coupon) => query.created?.(coupon.created) ?? true);
    return paginate(found, query, "/v1/coupons");
  });
  api.get("/v1/coupons/:id", {}, ({ local, read, params }) => {
    read();
    return requireCoupon(local, params.id ?? "");
  });
  api.post("/v1/coupons/:id", UPDATE, ({ local, read, params }) => {
    const before = requireCoupon(local, params.id ?? "");
    const given = read();
    const after = local.store.coupons.put({
      ...before,
      name: given.name ?? before.name,
      metadata: applyMetadata(before.metadata, given.metadata),
    });
    emit(local, "coupon.updated", after, changedFrom(before, after));
    return after;
  });
  api.delete("/v1/coupons/:id", UNREAD, ({ local, params }) => {
    const coupon = requireCoupon(local, params.id ?? "");
    local.store.coupons.delete(coupon.id);
    emit(local, "coupon.deleted", coupon);
    return { id: coupon.id, object: "coupon", deleted: true };
  });
}

export const coupons: Resource = {
  routes,
  objects: { ids: [], keys: ["coupon"], find: ({ store }, id) => store.coupons.get(id) },
  parts: { coupon: { applies_to: () => ({ products: [] }) } },
  events: ["coupon.created", "coupon.updated", "coupon.deleted"],
};

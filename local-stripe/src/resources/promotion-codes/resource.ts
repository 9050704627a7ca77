import type Stripe from "stripe";
import { changedFrom, emit } from "../../events/emit";
import type { Api } from "../../http/api";
import { invalid, missingParameter, noSuch, unknownParameter } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import {
  bool,
  currency,
  integer,
  object,
  oneOf,
  type Parsed,
  required,
  text,
  timestamp,
} from "../../http/rules";
import type { VersionChange } from "../../http/version-change";
import { codesByText } from "../../state/finders";
import { idKind, randomText } from "../../state/ids";
import type { Local } from "../../state/local";
import type { Store } from "../../state/store";
import { requireCoupon } from "../coupons/coupons";
import { requireCustomer } from "../customers/customers";

const promotionCodeIds = idKind("promo");

const CREATE = {
  promotion: required(object({ type: required(oneOf("coupon")), coupon: required(text()) })),
  active: bool,
  code: text(500),
  customer: text(),
  expires_at: timestamp,
  max_redemptions: integer(1),
  metadata,
  restrictions: object({
    first_time_transaction: bool,
    minimum_amount: integer(1),
    minimum_amount_currency: currency,
  }),
};

const UPDATE = { active: bool, metadata };
const LIST = {
  ...PAGE,
  active: bool,
  code: text(),
  coupon: text(),
  created: createdFilter,
  customer: text(),
};

function create(local: Local, given: Parsed<typeof CREATE>): Stripe.PromotionCode {
  requireCoupon(local, given.promotion.coupon, "promotion[coupon]", 400);
  const code = given.code ?? randomText(8).toUpperCase();
  if (!/^[A-Za-z0-9-]+$/.test(code))
    throw invalid("Promotion codes hold only letters, digits and dashes.", "code");
  const customer = given.customer ? requireCustomer(local, given.customer, "customer", 400).id : null;
  const taken = codesByText(local.store.promotionCodes, code.toLowerCase()).find(
    (known) => known.active && known.customer === customer,
  );
  if (taken)
    throw invalid(
      "An active promotion code with this code already exists.",
      "code",
      "resource_already_exists",
    );
  const promotionCode: Stripe.PromotionCode = {
    id: promotionCodeIds.make(),
    object: "promotion_code",
    active: given.active ?? true,
    code,
    created: local.now(),
    customer,
    customer_account: null,
    expires_at: given.expires_at ?? null,
    livemode: false,
    max_redemptions: given.max_redemptions ?? null,
    metadata: applyMetadata(null, given.metadata),
    promotion: { coupon: given.promotion.coupon, type: "coupon" },
    restrictions: {
      first_time_transaction: given.restrictions?.first_time_transaction ?? false,
      minimum_amount: given.restrictions?.minimum_amount ?? null,
      minimum_amount_currency: given.restrictions?.minimum_amount_currency ?? null,
    },
    times_redeemed: 0,
  };
  local.store.promotionCodes.put(promotionCode);
  emit(local, "promotion_code.created", promotionCode);
  return promotionCode;
}

function requireCode(local: Local, id: string): Stripe.PromotionCode {
  const found = local.store.promotionCodes.get(id);
  if (!found) throw noSuch("promotion code", id, "promotion_code");
  return found;
}

function routes(api: Api): void {
  api.post("/v1/promotion_codes", CREATE, ({ local, read }) => create(local, read()));
  api.get("/v1/promotion_codes", LIST, ({ local, read }) => {
    const query = read();
    const { promotionCodes } = local.store;
    const found = (codesByText(promotionCodes, query.code?.toLowerCase()) ?? promotionCodes.newest()).filter(
      (one) =>
        (query.active === undefined || one.active === query.active) &&
        (query.code === undefined || one.code.toLowerCase() === query.code.toLowerCase()) &&
        (query.coupon === undefined || one.promotion.coupon === query.coupon) &&
        (query.customer === undefined || one.customer === query.customer) &&
        (query.created?.(one.created) ?? true),
    );
    return paginate(found, query, "/v1/promotion_codes");
  });
  api.get("/v1/promotion_codes/:id", {}, ({ local, read, params }) => {
    read();
    return requireCode(local, params.id ?? "");
  });
  api.post("/v1/promotion_codes/:id", UPDATE, ({ local, read, params }) => {
    const before = requireCode(local, params.id ?? "");
    const given = read();
    const after = local.store.promotionCodes.put({
      ...before,
      active: given.active ?? before.active,
      metadata: applyMetadata(before.metadata, given.metadata),
    });
    emit(local, "promotion_code.updated", after, changedFrom(before, after));
    return after;
  });
}

/** Before, a code and a discount named their coupon directly. Source: the SDK's changelog. */
const couponMoved: VersionChange = {
  since: "2025-09-30.clover",
  calls: {
    "POST /v1/promotion_codes": ({ coupon, ...others }) => {
      if (others.promotion !== undefined) throw unknownParameter("promotion");
      if (coupon === undefined) throw missingParameter("coupon");
      return { ...others, promotion: { type: "coupon", coupon } };
    },
  },
  objects: {
    promotion_code: ({ promotion, ...code }, store) => ({ ...code, coupon: couponOf(promotion, store) }),
    discount: ({ source, ...discount }, store) => ({ ...discount, coupon: couponOf(source, store) }),
  },
};

function couponOf(named: unknown, { coupons }: Store): unknown {
  const coupon = typeof named === "object" && named !== null && "coupon" in named ? named.coupon : null;
  return typeof coupon === "string" ? coupons.get(coupon) : coupon;
}

export const promotionCodes: Resource = {
  routes,
  changes: [couponMoved],
  objects: { ids: [promotionCodeIds], find: ({ store }, id) => store.promotionCodes.get(id) },
  events: ["promotion_code.created", "promotion_code.updated"],
};

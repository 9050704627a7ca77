import { PAGE } from "../http/lists";
import { readParams } from "../http/rules";
import type { Local } from "../state/local";
import { breakdownOf, totalsOf } from "./checkout-sessions/totals";
import { calculationLines } from "./tax-calculations/routes";

/** The object that an id under a key stands for; undefined when it cannot be expanded. */
export function resolveReference(local: Local, key: string, id: string): object | undefined {
  const { store } = local;
  if (key === "coupon") return store.coupons.get(id);
  if (key === "product") return store.products.get(id);
  const prefix = id.split("_")[0];
  switch (prefix) {
    case "prod":
      return store.products.get(id);
    case "price":
      return store.prices.get(id);
    case "cus":
      return store.customers.get(id) ?? store.deletedCustomers.get(id);
    case "pm":
      return store.methods.get(id)?.method;
    case "pi":
      return id.includes("_secret_") ? undefined : store.intents.get(id)?.intent;
    case "seti":
      return id.includes("_secret_") ? undefined : store.setups.get(id)?.intent;
    case "ch":
    case "py":
      return store.charges.get(id);
    case "re":
    case "pyr":
      return store.refunds.get(id);
    case "dp":
      return store.disputes.get(id)?.dispute;
    case "txn":
      return store.balanceTransactions.get(id);
    case "promo":
      return store.promotionCodes.get(id);
    case "shr":
      return store.shippingRates.get(id);
    case "cs":
      return id.includes("_secret_") ? undefined : store.sessions.get(id)?.session;
    default:
      return undefined;
  }
}

/** Parts that objects have only when asked for. */
export function resolveIncludable(
  local: Local,
  owner: object,
  parent: object | null,
  key: string,
): object | undefined {
  const id = "id" in owner && typeof owner.id === "string" ? owner.id : "";
  const kind = "object" in owner ? owner.object : undefined;
  if (kind === "checkout.session" && key === "line_items") {
    const record = local.store.sessions.get(id);
    if (!record) return undefined;
    const url = `/v1/checkout/sessions/${id}/line_items`;
    return { object: "list", url, has_more: false, data: totalsOf(local, record).lines };
  }
  if (kind === "checkout.session" && key === "discounts") {
    return local.store.sessions.get(id)?.session.discounts ?? [];
  }
  if (kind === "charge" && key === "refunds") {
    const data = local.store.refunds.newest().filter((refund) => refund.charge === id);
    return {
      object: "list",
      url: `/v1/charges/${id}/refunds`,
      has_more: data.length > 10,
      data: data.slice(0, 10),
    };
  }
  const calculation = calculationPart(local, { id, kind, parent }, key);
  if (calculation) return calculation;
  if (kind === "price" && key === "currency_options") return {};
  if (kind === "coupon" && key === "applies_to") return { products: [] };
  if (key === "breakdown" && parent && "id" in parent) {
    const record = local.store.sessions.get(String(parent.id));
    return record && breakdownOf(local, record);
  }
  return undefined;
}

function calculationPart(
  local: Local,
  { id, kind, parent }: { id: string; kind: unknown; parent: object | null },
  key: string,
): object | undefined {
  const { calculations } = local.store;
  if (kind === "tax.calculation" && key === "line_items") {
    const record = calculations.get(id);
    return record && calculationLines(record, readParams(PAGE, {}));
  }
  if (key !== "tax_breakdown") return undefined;
  if (kind === "tax.calculation_line_item") {
    return calculations
      .newest()
      .flatMap((record) => record.lines)
      .find((line) => line.id === id)?.tax_breakdown;
  }
  return parent && "id" in parent ? calculations.get(String(parent.id))?.shippingBreakdown : undefined;
}

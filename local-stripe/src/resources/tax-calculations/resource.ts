import type Stripe from "stripe";
import { taxRuleAt } from "../../facts/tax-table";
import type { Api } from "../../http/api";
import { wholeAddress } from "../../http/billing";
import { invalid, missingParameter, noSuch, notModelled } from "../../http/errors";
import { PAGE, paginate } from "../../http/lists";
import { applyMetadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import { type Parsed, readParams } from "../../http/rules";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";
import type { Address, CalculationLine, CalculationRecord } from "../../state/records";
import { requireCustomer } from "../customers/customers";
import { type Behavior, behaviorOf, taxCodeOf } from "../tax-settings/tax";
import { CREATE } from "./params";
import { sum, type TaxPlace, taxed, taxIn, totalBreakdown } from "./work-out";

const calculationIds = idKind("taxcalc");
const lineIds = idKind("tax_li");

type Given = Parsed<typeof CREATE>;

const LIFETIME_SECONDS = 90 * 86_400;
const SHIPPING = "txcd_92010001";

function calculate(local: Local, given: Given): CalculationRecord {
  const details = detailsOf(local, given);
  const place = placeOf(details);
  const lines = linesOf(local, given.line_items, place);
  const shipping = shippingOf(local, given.shipping_cost, place);
  const parts = shipping ? [...lines, shipping.taxed] : lines;
  const tax_amount_exclusive = taxIn(parts, "exclusive");
  const id = calculationIds.make();
  return local.store.calculations.put({
    id,
    lines,
    shippingBreakdown: shipping?.taxed.tax_breakdown ?? [],
    calculation: {
      id,
      object: "tax.calculation",
      amount_total: sum(parts.map((part) => part.amount)) + tax_amount_exclusive,
      currency: given.currency,
      customer: given.customer ?? null,
      customer_details: details,
      expires_at: local.now() + LIFETIME_SECONDS,
      livemode: false,
      ship_from_details: given.ship_from_details
        ? { address: wholeAddress(given.ship_from_details.address) }
        : null,
      shipping_cost: shipping?.cost ?? null,
      tax_amount_exclusive,
      tax_amount_inclusive: taxIn(parts, "inclusive"),
      tax_breakdown: totalBreakdown(parts, place),
      tax_date: given.tax_date ?? local.now(),
    },
  });
}

function detailsOf(local: Local, given: Given): Stripe.Tax.Calculation.CustomerDetails {
  const { customer: id, customer_details: details } = given;
  if (id && details) {
    throw invalid("You may only specify one of these parameters: customer, customer_details.", "customer");
  }
  if (!id && !details) throw missingParameter("customer_details");
  const customer = id ? requireCustomer(local, id, "customer", 400) : undefined;
  const shipping = customer?.shipping?.address;
  const known = details?.address ?? shipping ?? customer?.address;
  if (!known && details?.ip_address) throw notModelled("tax by an IP address");
  return {
    address: known ? wholeAddress(known) : null,
    address_source: details ? (details.address_source ?? null) : shipping ? "shipping" : "billing",
    ip_address: details?.ip_address ?? null,
    tax_ids: details?.tax_ids ?? [],
    taxability_override: details?.taxability_override ?? "none",
  };
}

/** @throws ApiError 400 `customer_tax_location_invalid` for an incomplete address */
function placeOf({
  address,
  taxability_override: override,
}: Stripe.Tax.Calculation.CustomerDetails): TaxPlace {
  const place: Address = wholeAddress(address);
  if (!place.country || (place.country === "US" && !place.state)) {
    throw invalid(
      "The customer's location is not known well enough to work out tax: a country is needed, and in the United States a state.",
      "customer_details[address]",
      "customer_tax_location_invalid",
    );
  }
  return {
    country: place.country,
    state: place.state,
    rule: taxRuleAt(place),
    override: overrideOf(override),
  };
}

function overrideOf(override: string): TaxPlace["override"] {
  if (override === "customer_exempt") return "customer_exempt";
  return override === "reverse_charge" ? "reverse_charge" : "none";
}

function linesOf(local: Local, given: Given["line_items"], place: TaxPlace): CalculationLine[] {
  if (given.length === 0) throw missingParameter("line_items");
  const references = new Set<string>();
  return given.map((line, index) => {
    const at = `line_items[${index}]`;
    if (line.product && !local.store.products.get(line.product)) {
      throw noSuch("product", line.product, `${at}[product]`, 400);
    }
    const id = lineIds.make();
    const reference = line.reference ?? id;
    if (references.has(reference)) {
      throw invalid("The references of line items must differ from each other.", `${at}[reference]`);
    }
    references.add(reference);
    const code = taxCodeOf(local, line.tax_code, line.product ?? null);
    return {
      id,
      object: "tax.calculation_line_item",
      ...taxed(line.amount, line.tax_behavior ?? "exclusive", code, place),
      livemode: false,
      metadata: applyMetadata(null, line.metadata),
      performance_location: line.performance_location ?? null,
      product: line.product ?? null,
      quantity: line.quantity ?? 1,
      reference,
      tax_code: code,
    };
  });
}

function shippingOf(local: Local, given: Given["shipping_cost"], place: TaxPlace) {
  if (!given) return null;
  const rate = given.shipping_rate ? local.store.shippingRates.get(given.shipping_rate) : undefined;
  if (given.shipping_rate && !rate) {
    throw noSuch("shipping rate", given.shipping_rate, "shipping_cost[shipping_rate]", 400);
  }
  for (const key of ["amount", "tax_behavior", "tax_code"] as const) {
    if (rate && given[key] !== undefined) {
      throw invalid(`${key} cannot be used with shipping_rate, which says it.`, `shipping_cost[${key}]`);
    }
  }
  const amount = given.amount ?? rate?.fixed_amount?.amount;
  if (amount === undefined) throw missingParameter("shipping_cost[amount]");
  const behavior: Behavior = rate
    ? behaviorOf(local, rate.tax_behavior, rate.fixed_amount?.currency ?? "")
    : (given.tax_behavior ?? "exclusive");
  const rateCode = typeof rate?.tax_code === "object" ? rate.tax_code?.id : rate?.tax_code;
  const code = given.tax_code ?? rateCode ?? SHIPPING;
  const part = taxed(amount, behavior, code, place);
  const cost: Stripe.Tax.Calculation.ShippingCost = {
    amount,
    amount_tax: part.amount_tax,
    ...(rate && { shipping_rate: rate.id }),
    tax_behavior: behavior,
    tax_code: code,
  };
  return { cost, taxed: part };
}

/** Finds a calculation, unless it has expired. */
function requireCalculation(local: Local, id: string): CalculationRecord {
  const record = local.store.calculations.get(id);
  if (!record || (record.calculation.expires_at ?? 0) <= local.now()) throw noSuch("tax calculation", id);
  return record;
}

/** A line as the API shows it: its breakdown only when expanded. */
function shownLine({ tax_breakdown: _breakdown, ...line }: CalculationLine) {
  return line;
}

function calculationLines(record: CalculationRecord, page: Parsed<typeof PAGE>) {
  return paginate(record.lines.map(shownLine), page, `/v1/tax/calculations/${record.id}/line_items`);
}

function routes(api: Api): void {
  api.post("/v1/tax/calculations", CREATE, ({ local, read }) => calculate(local, read()).calculation);
  api.get("/v1/tax/calculations/:id", {}, ({ local, read, params }) => {
    read();
    return requireCalculation(local, params.id ?? "").calculation;
  });
  api.get("/v1/tax/calculations/:id/line_items", PAGE, ({ local, read, params }) => {
    const query = read();
    return calculationLines(requireCalculation(local, params.id ?? ""), query);
  });
}

function linesPart({ store }: Local, id: string): object | undefined {
  const record = store.calculations.get(id);
  return record && calculationLines(record, readParams(PAGE, {}));
}

function lineBreakdown({ store }: Local, id: string): object | undefined {
  for (const { lines } of store.calculations.newest()) {
    const line = lines.find((one) => one.id === id);
    if (line) return line.tax_breakdown;
  }
  return undefined;
}

export const taxCalculations: Resource = {
  routes,
  parts: {
    "tax.calculation": { line_items: linesPart },
    "tax.calculation_line_item": { tax_breakdown: lineBreakdown },
  },
  innerParts: {
    "tax.calculation": { tax_breakdown: ({ store }, id) => store.calculations.get(id)?.shippingBreakdown },
  },
};

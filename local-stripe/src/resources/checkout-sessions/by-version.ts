import type Stripe from "stripe";
import { invalid } from "../../http/errors";
import type { InputObject } from "../../http/form";
import type { VersionChange } from "../../http/version-change";
import { methodTypesRenamed } from "../payment-methods/by-version";

const RENAMED = { hosted: "hosted_page", embedded: "embedded_page", custom: "elements" } as const;

const CREATE = "POST /v1/checkout/sessions";

/** Sources: docs.stripe.com/changelog, by version; for the first two also the SDK's changelog. */
export const sessionChanges: readonly VersionChange[] = [
  methodTypesRenamed([CREATE]),
  {
    since: "2026-03-25.dahlia",
    calls: { [CREATE]: withTodaysMode },
    objects: { "checkout.session": (session) => ({ ...session, ui_mode: olderMode(session.ui_mode) }) },
  },
  {
    since: "2025-03-31.basil",
    objects: {
      "checkout.session": (session) => {
        const { collected_information: collected } = session;
        const isThere = typeof collected === "object" && collected !== null;
        const shipping = isThere && "shipping_details" in collected ? collected.shipping_details : null;
        return { ...session, shipping_details: shipping };
      },
    },
  },
  { since: "2022-08-01", calls: { [CREATE]: withTodaysDefaults } },
];

function withTodaysMode(input: InputObject): InputObject {
  const { ui_mode: mode } = input;
  if (mode === undefined) return input;
  const known = Object.entries(RENAMED).find(([older]) => older === mode);
  if (!known) throw invalid(`Invalid ui_mode: must be one of ${Object.keys(RENAMED).join(", ")}`, "ui_mode");
  return { ...input, ui_mode: known[1] };
}

function olderMode(mode: unknown): unknown {
  const known = Object.entries(RENAMED).find(([, today]) => today === mode);
  return known ? known[0] : mode;
}

/** A payment made a customer unless it had one, and a line could say what it costs without a price. */
function withTodaysDefaults(input: InputObject): InputObject {
  const { line_items: lines, customer, customer_creation: creation, mode } = input;
  const makesCustomer = customer === undefined && creation === undefined && (mode ?? "payment") === "payment";
  return {
    ...input,
    ...(makesCustomer && { customer_creation: "always" }),
    ...(typeof lines === "object" && {
      line_items: Object.fromEntries(Object.entries(lines).map(([key, line]) => [key, withPrice(line)])),
    }),
  };
}

function withPrice(line: InputObject[string]): InputObject[string] {
  if (typeof line === "string" || line.amount === undefined) return line;
  const { amount, currency, name, description, images, ...others } = line;
  return {
    ...others,
    price_data: {
      unit_amount: amount,
      ...(currency && { currency }),
      product_data: { ...(name && { name }), ...(description && { description }), ...(images && { images }) },
    },
  };
}

/** In the preview `discounts` is there only when expanded. */
export function answered(session: Stripe.Checkout.Session, { preview }: { preview: boolean }) {
  const { discounts, ...others } = session;
  return preview ? others : session;
}

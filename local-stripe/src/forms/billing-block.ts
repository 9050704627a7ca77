import { h } from "../browser/dom";
import type { BillingAsked } from "../browser/element-messages";
import type { AddressInput } from "../browser/page-api";
import { type AddressFields, createAddressFields } from "./address-fields";
import type { FieldContext } from "./context";
import { fieldGroup } from "./field";
import type { PaymentFieldNames } from "./field-names";

interface BillingBlock {
  root: HTMLElement;
  /** The billing address; null when the shopper is not asked. */
  address(): Partial<AddressInput> | null;
  validate(): HTMLElement | null;
  isComplete(): boolean;
  fill(address: Partial<Record<keyof AddressInput, string | null | undefined>>): void;
}

/** Starts as "the same" beside a shipping address; the fields are in the page only while they are needed. */
export function createBillingBlock(
  context: FieldContext,
  options: {
    asks: BillingAsked;
    shipping: AddressFields | null;
    country: string;
    names: PaymentFieldNames;
  },
): BillingBlock {
  const { t } = context;
  if (options.asks === "nothing") {
    return {
      root: h("div", { hidden: true }),
      address: () => null,
      validate: () => null,
      isComplete: () => true,
      fill: () => {},
    };
  }

  const fields = createAddressFields(context, {
    names: options.names.billing,
    labels: options.names.billingLabels,
    autocomplete: "billing",
    allowedCountries: null,
    initialCountry: options.country,
    withName: false,
    full: options.asks === "all",
  });
  const { shipping, names } = options;
  const group = fieldGroup(names.billingTitle && t(names.billingTitle), [fields.rows]);
  if (!shipping) {
    return {
      root: h("div", {}, group),
      address: fields.read,
      validate: fields.validate,
      isComplete: fields.isComplete,
      fill: (address) => fields.fill("", address),
    };
  }

  const same = h("input", {
    type: "checkbox",
    id: "cardUseShippingAsBilling",
    name: "cardUseShippingAsBilling",
  });
  same.checked = true;
  const slot = h("div");
  same.addEventListener("change", () => slot.replaceChildren(...(same.checked ? [] : [group])));
  return {
    root: h("div", {}, h("label", { class: "check" }, same, h("span", {}, t("billing.same"))), slot),
    address: () => (same.checked ? shipping.read() : fields.read()),
    validate: () => (same.checked ? null : fields.validate()),
    isComplete: () => same.checked || fields.isComplete(),
    fill: (address) => {
      fields.fill("", address);
      if (!same.checked) return;
      same.checked = false;
      slot.replaceChildren(group);
    },
  };
}

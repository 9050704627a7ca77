import { h } from "../../browser/dom";
import { type AddressFields, createAddressFields } from "../../forms/address-fields";
import type { PageContext, Section } from "../../forms/context";
import { fieldGroup } from "../../forms/field";

interface ShippingSection extends Section {
  fields: AddressFields;
}

export function createShippingSection(context: PageContext, country: string): ShippingSection | null {
  const { page, t } = context;
  const allowed = page.session.shipping_address_collection?.allowed_countries;
  if (!allowed) return null;
  const fields = createAddressFields(context, {
    names: (part) => ({ id: `shipping${part}` }),
    autocomplete: "shipping",
    allowedCountries: allowed,
    initialCountry: country,
    withName: true,
    full: true,
  });
  const known = page.session.collected_information?.shipping_details;
  if (known) fields.fill(known.name, known.address);
  return {
    root: h(
      "section",
      { class: "section" },
      h("h2", { class: "section-title" }, t("shipping.title")),
      fieldGroup(null, [fields.rows]),
    ),
    fields,
    validate: fields.validate,
  };
}

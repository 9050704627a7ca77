import { createAddressFields } from "../checkout/address-fields";
import { createField, row } from "../checkout/field";
import { initialCountry } from "../checkout/initial-country";
import { h } from "../shared/dom";
import { isRecord } from "../shared/protocol";
import { type ElementView, runElement, type ViewParts } from "./element-page";
import { addressNames } from "./names";

/** The Shipping or Billing Address Element. */
function drawAddress({ context, setup }: ViewParts): ElementView {
  const { session } = setup.page;
  const shipping = setup.kind === "shippingAddress";
  const names = addressNames(setup.kind);
  const fields = createAddressFields(context, {
    names,
    labels: { zip: "elements.zip" },
    autocomplete: shipping ? "shipping" : "billing",
    allowedCountries: (shipping && session.shipping_address_collection?.allowed_countries) || null,
    initialCountry: setup.defaults.address?.country ?? initialCountry(session),
    withName: true,
    full: true,
  });
  const { name, address } = setup.defaults;
  if (name || address) fields.fill(name ?? "", address ?? {});

  const wanted = isRecord(setup.options.fields) ? setup.options.fields.phone : undefined;
  const asksPhone = wanted === "always" || (wanted !== "never" && session.phone_number_collection?.enabled);
  const phone = asksPhone
    ? createField({
        id: `${setup.kind}-phoneInput`,
        name: "phone",
        label: context.t("contact.phone"),
        type: "tel",
        autocomplete: "tel",
        inputMode: "tel",
        check: context.checks.phone,
      })
    : null;

  return {
    root: h("div", { class: "frame" }, fields.rows, phone && row(phone)),
    validate: () => fields.validate() ?? (phone && !phone.validate() ? phone.control : null),
    change: () => ({
      empty: fields.isEmpty(),
      complete: fields.isComplete() && (phone?.isGood() ?? true),
      value: { name: fields.name(), address: fields.read(), phone: phone?.value() },
    }),
    clear: () => fields.fill("", {}),
  };
}

runElement(drawAddress);

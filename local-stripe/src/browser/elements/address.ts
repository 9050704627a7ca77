import { createAddressFields } from "../checkout/address-fields";
import { createField, row } from "../checkout/field";
import { startCountry } from "../checkout/initial-country";
import { h } from "../shared/dom";
import { type ElementView, runElement, type ViewParts } from "./element-page";
import { addressNames } from "./names";

/** The Shipping or Billing Address Element. */
function drawAddress({ context, setup }: ViewParts): ElementView {
  const { facts, kind } = setup;
  const shipping = kind === "shippingAddress";
  const { name, phone: knownPhone, address } = setup.defaults;
  const fields = createAddressFields(context, {
    names: addressNames(kind),
    labels: { zip: "elements.zip" },
    autocomplete: shipping ? "shipping" : "billing",
    allowedCountries: facts.allowedCountries,
    initialCountry: startCountry(address?.country, facts.allowedCountries),
    withName: facts.asksName,
    full: true,
  });
  if (name || address) fields.fill(name ?? "", address ?? {});

  const phone = facts.asksPhone
    ? createField({
        id: `${kind}-phoneInput`,
        name: "phone",
        label: context.t("contact.phone"),
        type: "tel",
        autocomplete: "tel",
        inputMode: "tel",
        check: (value) => (value === "" && !facts.phoneRequired ? null : context.checks.phone(value)),
      })
    : null;
  if (phone && knownPhone) phone.control.value = knownPhone;

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

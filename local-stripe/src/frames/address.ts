import { h } from "../browser/dom";
import { createAddressFields } from "../forms/address-fields";
import { createField, row } from "../forms/field";
import { startCountry } from "../forms/initial-country";
import { type ElementView, runElement, type ViewParts } from "./element-page";
import { addressNames } from "./names";

function drawAddress({ context, setup }: ViewParts): ElementView {
  let { facts } = setup;
  const { kind } = setup;
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

  const same = h("input", { type: "checkbox", id: `${kind}-sameInput`, name: "sameAddress" });
  const label = h("span", {}, context.t(shipping ? "shipping.same" : "billing.same"));
  const offer = h("label", { class: "check is-first" }, same, label);
  const slot = h("div");
  const own = h("div", { class: "frame" }, fields.rows, phone && row(phone));
  const isSame = () => facts.otherAddress !== null && same.checked;
  const arrange = () => {
    offer.hidden = facts.otherAddress === null;
    // A field that is inserted again loses the cursor.
    if (isSame()) own.remove();
    else if (!own.isConnected) slot.append(own);
  };
  same.addEventListener("change", arrange);
  arrange();

  return {
    root: h("div", {}, offer, slot),
    validate: () => {
      if (isSame()) return facts.otherAddress?.complete ? null : same;
      return fields.validate() ?? (phone && !phone.validate() ? phone.control : null);
    },
    change: () => {
      if (facts.otherAddress && isSame()) return { empty: false, ...facts.otherAddress };
      return {
        empty: fields.isEmpty(),
        complete: fields.isComplete() && (phone?.isGood() ?? true),
        value: { name: fields.name(), address: fields.read(), phone: phone?.value() },
      };
    },
    show: (next) => {
      facts = { ...facts, otherAddress: next.otherAddress };
      arrange();
    },
    clear: () => fields.fill("", {}),
  };
}

runElement(drawAddress);

import { createField, fieldGroup, row } from "../forms/field";
import { type ElementView, runElement, type ViewParts } from "./element-page";

function drawContactDetails({ context, setup }: ViewParts): ElementView {
  const { t, checks } = context;
  const email = createField({
    id: "contactDetails-emailInput",
    name: "email",
    stable: "email",
    label: t("contact.email"),
    type: "email",
    autocomplete: "email",
    placeholder: "you@example.com",
    check: checks.email,
  });
  email.control.value = setup.defaults.email ?? "";
  if (setup.facts.emailIsFixed && email.control instanceof HTMLInputElement) {
    email.control.readOnly = true;
  }
  return {
    root: fieldGroup(null, [row(email)]),
    validate: () => (email.validate() ? null : email.control),
    change: () => ({
      empty: email.value() === "",
      complete: email.isGood(),
      value: { email: email.value() },
    }),
    clear: () => email.set(""),
  };
}

runElement(drawContactDetails);

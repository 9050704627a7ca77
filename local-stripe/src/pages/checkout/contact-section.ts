import { h } from "../../browser/dom";
import type { PageContext, Section } from "../../forms/context";
import { createField, fieldGroup, row } from "../../forms/field";

interface ContactSection extends Section {
  email(): string;
  /** Fills in an address, but only into an empty field. */
  suggest(email: string): void;
  phone(): string | undefined;
}

/** The e-mail address is fixed when the merchant or the customer has one; the phone number is optional. */
export function createContactSection({ page, t, checks }: PageContext): ContactSection {
  const { session, prefill } = page;
  const known = session.customer_email ?? prefill?.email ?? session.customer_details?.email ?? "";
  const email = createField({
    id: "email",
    label: t("contact.email"),
    type: "email",
    autocomplete: "email",
    check: checks.email,
  });
  if (known !== "") email.control.value = known;
  if ((session.customer_email || prefill?.email) && email.control instanceof HTMLInputElement) {
    email.control.readOnly = true;
    email.cell.classList.add("is-fixed");
  }
  const phone = session.phone_number_collection?.enabled
    ? createField({
        id: "phoneNumber",
        label: t("contact.phone"),
        type: "tel",
        autocomplete: "tel",
        inputMode: "tel",
        check: checks.phone,
      })
    : null;
  if (phone && prefill?.billing_details?.phone) phone.control.value = prefill.billing_details.phone;
  const rows = [row(email), ...(phone ? [row(phone)] : [])];
  return {
    root: h(
      "section",
      { class: "section" },
      h("h2", { class: "section-title" }, t("contact.title")),
      fieldGroup(null, rows),
    ),
    email: () => email.value(),
    suggest: (address) => {
      if (email.value() === "") email.control.value = address;
    },
    phone: () => phone?.value(),
    validate: () => {
      const bad = [email, ...(phone ? [phone] : [])].filter((field) => !field.validate());
      return bad[0]?.control ?? null;
    },
  };
}

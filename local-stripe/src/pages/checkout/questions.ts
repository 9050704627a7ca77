import type Stripe from "stripe";
import { h } from "../../browser/dom";
import type { ConfirmInput } from "../../browser/page-api";
import type { PageContext, Section } from "../../forms/context";
import { createField, type Field, fieldGroup, row } from "../../forms/field";
import { withLinks } from "./custom-text";

type Answers = Pick<ConfirmInput, "consent" | "custom_fields">;

interface Questions {
  fields: Section | null;
  consent: Section | null;
  answers(): Answers;
}

/** The merchant's own fields, and what the shopper is asked to agree to. */
export function createQuestions(context: PageContext): Questions {
  const fields = createFields(context);
  const consent = createConsents(context);
  return { fields, consent, answers: () => ({ ...fields?.answers(), ...consent?.answers() }) };
}

function createFields(context: PageContext): (Section & { answers(): Answers }) | null {
  const { page, t } = context;
  const fields = page.session.custom_fields.map((asked) => ({
    key: asked.key,
    field: fieldOf(context, asked),
  }));
  if (fields.length === 0) return null;
  return {
    root: h(
      "section",
      { class: "section" },
      h("h2", { class: "section-title" }, t("custom.title")),
      fieldGroup(
        null,
        fields.map(({ field }) => row(field)),
      ),
    ),
    answers: () => ({ custom_fields: fields.map(({ key, field }) => ({ key, value: field.value() })) }),
    validate: () => fields.filter(({ field }) => !field.validate())[0]?.field.control ?? null,
  };
}

function fieldOf({ t, checks }: PageContext, asked: Stripe.Checkout.Session.CustomField): Field {
  const limits = asked.text ?? asked.numeric;
  const custom = asked.label.custom ?? asked.key;
  const field = createField({
    id: asked.key,
    label: asked.optional ? t("custom.optional", { label: custom }) : custom,
    autocomplete: "off",
    ...(asked.type === "numeric" && { inputMode: "numeric" }),
    ...(limits?.maximum_length && { maxLength: limits.maximum_length }),
    ...(asked.dropdown && {
      choices: [{ value: "", label: t("address.choose") }, ...asked.dropdown.options],
    }),
    check: (value) => {
      if (value === "") return asked.optional ? null : checks.required(value);
      if (asked.type === "numeric" && !/^\d+$/.test(value)) return t("custom.digits");
      const least = limits?.minimum_length ?? 0;
      return value.length < least ? t("custom.short", { count: String(least) }) : null;
    },
  });
  const preset = asked.dropdown?.default_value ?? limits?.default_value;
  if (preset) field.control.value = preset;
  return field;
}

function createConsents({ page, t }: PageContext): (Section & { answers(): Answers }) | null {
  const { consent_collection: asked, custom_text: texts } = page.session;
  const merchant = page.merchant.display_name;
  const terms =
    asked?.terms_of_service === "required"
      ? box(
          "termsOfServiceConsentCheckbox",
          withLinks(texts.terms_of_service_acceptance?.message ?? t("consent.terms", { merchant })),
        )
      : null;
  const promotions =
    asked?.promotions === "auto"
      ? box("promotionsConsentCheckbox", [t("consent.promotions", { merchant })])
      : null;
  if (!terms && !promotions) return null;
  const problem = h("div", { class: "errors" });
  terms?.input.addEventListener("change", () => problem.replaceChildren());
  return {
    root: h("div", { class: "consents" }, terms?.root, problem, promotions?.root),
    answers: () => ({
      consent: {
        ...(terms?.input.checked && { terms_of_service: "accepted" }),
        ...(promotions && { promotions: promotions.input.checked ? "opt_in" : "opt_out" }),
      },
    }),
    validate: () => {
      if (!terms || terms.input.checked) return null;
      problem.replaceChildren(h("p", { class: "field-error", role: "alert" }, t("consent.needed")));
      return terms.input;
    },
  };
}

function box(id: string, text: (Node | string)[]) {
  const input = h("input", { type: "checkbox", id, name: id });
  return { input, root: h("label", { class: "check" }, input, h("span", {}, ...text)) };
}

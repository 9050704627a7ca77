import type Stripe from "stripe";
import { invalid, missingParameter } from "../../http/errors";
import { bool, type Given, integer, list, object, oneOf, required, text } from "../../http/rules";

type Field = Stripe.Checkout.Session.CustomField;

const lengths = {
  default_value: text(255),
  maximum_length: integer(1, 255),
  minimum_length: integer(1, 255),
};

export const customFields = list(
  object({
    dropdown: object({
      default_value: text(100),
      options: required(list(object({ label: required(text(100)), value: required(text(100)) }), 200)),
    }),
    key: required(text(200)),
    label: required(object({ custom: required(text(50)), type: required(oneOf("custom")) })),
    numeric: object(lengths),
    optional: bool,
    text: object(lengths),
    type: required(oneOf("dropdown", "numeric", "text")),
  }),
  3,
);

/** The fields of a new session, not filled in yet. */
export function newCustomFields(given: Given<typeof customFields> | undefined): Field[] {
  const keys = new Set<string>();
  return (given ?? []).map((field, index) => {
    const at = `custom_fields[${index}]`;
    const { key, label, type, optional = false } = field;
    if (!/^[a-zA-Z0-9]+$/.test(key)) throw invalid("A custom field's key is alphanumeric.", `${at}[key]`);
    if (keys.has(key)) throw invalid(`Two custom fields have the key ${key}.`, `${at}[key]`);
    keys.add(key);
    const common = { key, label, optional, type };
    if (type === "dropdown") {
      if (!field.dropdown) throw missingParameter(`${at}[dropdown]`);
      const { default_value = null, options } = field.dropdown;
      return { ...common, dropdown: { default_value, options, value: null } };
    }
    const { default_value = null, maximum_length = null, minimum_length = null } = field[type] ?? {};
    return { ...common, [type]: { default_value, maximum_length, minimum_length, value: null } };
  });
}

/** The fields with what the shopper entered. @throws ApiError 400 for an answer that a field does not take */
export function filledFields(fields: Field[], answers: { key: string; value: string }[] = []): Field[] {
  for (const { key } of answers) {
    if (!fields.some((field) => field.key === key))
      throw invalid(`There is no custom field ${key}.`, "custom_fields");
  }
  return fields.map((field) => {
    const value = answers.find(({ key }) => key === field.key)?.value.trim() || null;
    checkAnswer(field, value);
    switch (field.type) {
      case "dropdown":
        return { ...field, ...(field.dropdown && { dropdown: { ...field.dropdown, value } }) };
      case "numeric":
        return { ...field, ...(field.numeric && { numeric: { ...field.numeric, value } }) };
      default:
        return { ...field, ...(field.text && { text: { ...field.text, value } }) };
    }
  });
}

function checkAnswer(field: Field, value: string | null): void {
  const param = `custom_fields[${field.key}]`;
  if (value === null) {
    if (!field.optional) throw missingParameter(param);
    return;
  }
  if (field.dropdown && !field.dropdown.options.some((option) => option.value === value)) {
    throw invalid(`${value} is not an option of ${field.label.custom}.`, param);
  }
  if (field.type === "numeric" && !/^\d+$/.test(value)) throw invalid("Only digits are taken.", param);
  const { minimum_length: least, maximum_length: most } = field.text ?? field.numeric ?? {};
  if ((least && value.length < least) || (most && value.length > most)) {
    throw invalid(`${field.label.custom} has ${least ?? 1} to ${most ?? 255} characters.`, param);
  }
}

import { isPostalCode } from "../facts/countries";
import type { TextKey } from "../texts/en";
import type { Translate } from "../texts/translate";

type Check = (value: string) => string | null;

/** Checks shared by several sections; each returns the text to show, or null. */
export function createChecks(t: Translate) {
  const filled =
    (key: TextKey): Check =>
    (value) =>
      value === "" ? t(key) : null;
  return {
    required: filled("error.required"),
    name: filled("error.name"),
    phone: (value: string) => (value.replace(/\D/g, "").length < 6 ? t("error.phone") : null),
    email: (value: string) => {
      if (value === "") return t("error.required");
      if (!/^[^\s@]+@[^\s@]+$/.test(value)) return t("error.email_incomplete");
      return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value) ? null : t("error.email_invalid");
    },
    postalCode: (value: string, country: string) => {
      if (value === "") return t("error.required");
      return isPostalCode(value, country) ? null : t("error.postal_incomplete");
    },
  };
}

export type Checks = ReturnType<typeof createChecks>;

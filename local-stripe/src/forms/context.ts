import type { PageData } from "../browser/page-api";
import type { Locale, Translate } from "../texts/translate";
import type { Checks } from "./checks";

export interface FieldContext {
  locale: Locale;
  t: Translate;
  checks: Checks;
}

export interface PageContext extends FieldContext {
  page: PageData;
}

/** An element, and its fields to check before a payment. */
export interface Section {
  root: HTMLElement;
  /** Shows problems. Returns the first control with one, or null. */
  validate(): HTMLElement | null;
}

import type { PageData } from "../browser/page-api";
import type { Locale, Translate } from "../texts/translate";
import type { Checks } from "./checks";

/** What every field is built with. */
export interface FieldContext {
  locale: Locale;
  t: Translate;
  checks: Checks;
}

/** What every section of the embedded page is built with. */
export interface PageContext extends FieldContext {
  page: PageData;
}

/** A part of the form: its element and the fields that have to be good before a payment. */
export interface Section {
  root: HTMLElement;
  /** Checks the fields and shows what is wrong; gives the first control to go to, or null. */
  validate(): HTMLElement | null;
}

import type { Locale, Translate } from "../texts/translate";
import type { PageData } from "./api";
import type { Checks } from "./checks";

/** What every section of the page is built with. */
export interface PageContext {
  page: PageData;
  locale: Locale;
  t: Translate;
  checks: Checks;
}

/** A part of the form: its element and the fields that have to be good before a payment. */
export interface Section {
  root: HTMLElement;
  /** Checks the fields and shows what is wrong; gives the first control to go to, or null. */
  validate(): HTMLElement | null;
}

import type { Locale } from "@/i18n/routing";

/** Code and link both end after `minutes`. URLs are absolute. */
export type SignInEmailData = {
  locale: Locale;
  code: string;
  linkUrl: string;
  storeUrl: string;
  minutes: number;
};

/** Does not say which address is new. */
export type AddressChangedData = { locale: Locale; storeUrl: string };

/** The code ends after `minutes`. */
export type ConfirmAddressData = AddressChangedData & { code: string; minutes: number };

import type { Locale } from "@/i18n/routing";

/** Data of the sign-in e-mail. Code and link both end after `minutes`. URLs are absolute. */
export type SignInEmailData = {
  locale: Locale;
  code: string;
  linkUrl: string;
  storeUrl: string;
  minutes: number;
};

/** Data of the e-mail to the old address, which does not say which address is new. */
export type AddressChangedData = { locale: Locale; storeUrl: string };

/** Data of the e-mail to the new address, whose code ends after `minutes`. */
export type ConfirmAddressData = AddressChangedData & { code: string; minutes: number };

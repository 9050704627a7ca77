import type { Locale } from "@/i18n/routing";

/** A code and a link that do the same; both end after `minutes`. URLs are absolute. */
export type SignInEmailData = {
  locale: Locale;
  code: string;
  linkUrl: string;
  storeUrl: string;
  minutes: number;
};

/** The notice that an account has another e-mail address. Which one it does not say. */
export type AddressChangedData = { locale: Locale; storeUrl: string };

/** A code that ends after `minutes`. */
export type ConfirmAddressData = AddressChangedData & { code: string; minutes: number };

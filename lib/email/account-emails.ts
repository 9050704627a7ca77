import type { Locale } from "@/i18n/routing";
import type { StaffRole } from "@/lib/model/staff";

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

/** Data of the e-mail with a code for the desk, which ends after `minutes`. */
export type StaffCodeData = AddressChangedData & { code: string; minutes: number };

/** Data of the invitation to the desk. `by` is the name of who invites. */
export type StaffInvitedData = AddressChangedData & { by: string; role: StaffRole; deskUrl: string };

/** Data of the e-mail that asks to confirm that its reader wants news. `agree` is what they read beside the box; the link ends after `days`. */
export type NewsAskedData = AddressChangedData & {
  agree: string;
  days: number;
  confirmUrl: string;
  stopUrl: string;
};

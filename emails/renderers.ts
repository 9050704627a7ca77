import type { EmailRenderers } from "@/lib/email/renderers";
import { renderLowStock } from "./merchant/render-low-stock";
import { renderMerchantEmail } from "./merchant/render-merchant-email";
import { renderAddressChanged, renderConfirmAddress } from "./render-address-emails";
import { renderNewsAsked } from "./render-news-asked";
import { renderOrderEmail } from "./render-order-email";
import { renderPaymentRequest } from "./render-payment-request";
import { renderSignInEmail } from "./render-sign-in-email";
import { renderStaffCode, renderStaffInvited } from "./render-staff-emails";

export const emailRenderers: EmailRenderers = {
  order: renderOrderEmail,
  merchant: renderMerchantEmail,
  lowStock: renderLowStock,
  signIn: renderSignInEmail,
  confirmAddress: renderConfirmAddress,
  addressChanged: renderAddressChanged,
  staffCode: renderStaffCode,
  staffInvited: renderStaffInvited,
  paymentRequested: renderPaymentRequest,
  newsAsked: renderNewsAsked,
};

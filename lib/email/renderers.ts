import type { Locale } from "@/i18n/routing";
import type {
  AddressChangedData,
  ConfirmAddressData,
  NewsAskedData,
  SignInEmailData,
  StaffCodeData,
  StaffInvitedData,
} from "./account-emails";
import type { LowStockData } from "./merchant/low-stock";
import type { MerchantEmailData } from "./merchant/merchant-email";
import type { OrderEmailData, OrderEmailKind } from "./order-email";
import type { PaymentRequestData } from "./payment-request";

export type RenderedEmail = { locale: Locale; subject: string; html: string; text: string };

type Renderer<Data> = (data: Data) => Promise<RenderedEmail>;

export type EmailRenderers = {
  order: (kind: OrderEmailKind, data: OrderEmailData) => Promise<RenderedEmail>;
  merchant: Renderer<MerchantEmailData>;
  lowStock: Renderer<LowStockData>;
  signIn: Renderer<SignInEmailData>;
  confirmAddress: Renderer<ConfirmAddressData>;
  addressChanged: Renderer<AddressChangedData>;
  staffCode: Renderer<StaffCodeData>;
  staffInvited: Renderer<StaffInvitedData>;
  paymentRequested: Renderer<PaymentRequestData>;
  newsAsked: Renderer<NewsAskedData>;
};

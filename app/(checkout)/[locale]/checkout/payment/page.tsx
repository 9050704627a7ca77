import { OwnCheckoutPage } from "@/components/checkout/own-checkout-page";
import { PaymentElementCheckout } from "@/components/checkout/payment/payment-element-checkout";
import { env } from "@/lib/config/env";
import { readShopper } from "@/lib/orders/owners/shopper.server";
import { type CheckoutPageProps, readCheckoutPage } from "../read-page";

export default async function PaymentCheckoutPage(props: CheckoutPageProps) {
  const { request, summary, notCompleted, texts } = await readCheckoutPage(props);
  const { customer } = await readShopper();
  return (
    <OwnCheckoutPage notCompleted={notCompleted} texts={texts}>
      <PaymentElementCheckout
        request={request}
        summary={summary}
        layout={env().PAYMENT_LAYOUT}
        signedIn={customer !== null}
        texts={texts}
      />
    </OwnCheckoutPage>
  );
}

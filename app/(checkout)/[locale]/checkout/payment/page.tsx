import { OwnCheckoutPage } from "@/components/checkout/own-checkout-page";
import { PaymentElementCheckout } from "@/components/checkout/payment/payment-element-checkout";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { readShopper } from "@/lib/orders/owners/shopper.server";
import { deliveryCountries } from "@/lib/shipping/plan.server";
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
        countries={await deliveryCountries(db())}
        signedIn={customer !== null}
        texts={texts}
      />
    </OwnCheckoutPage>
  );
}

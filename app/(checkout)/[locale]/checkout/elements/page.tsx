import { ElementsCheckout } from "@/components/checkout/elements/elements-checkout";
import { OwnCheckoutPage } from "@/components/checkout/own-checkout-page";
import { env } from "@/lib/config/env";
import { type CheckoutPageProps, readCheckoutPage } from "../read-page";

export default async function ElementsCheckoutPage(props: CheckoutPageProps) {
  const { request, summary, notCompleted, texts } = await readCheckoutPage(props);
  return (
    <OwnCheckoutPage notCompleted={notCompleted} texts={texts}>
      <ElementsCheckout request={request} summary={summary} layout={env().PAYMENT_LAYOUT} texts={texts} />
    </OwnCheckoutPage>
  );
}

import { CheckoutNotices } from "@/components/checkout/checkout-notices";
import { EmbeddedPayment } from "@/components/checkout/embedded-payment";
import { OrderSummary } from "@/components/checkout/order-summary";
import { type CheckoutPageProps, readCheckoutPage } from "../read-page";

export default async function EmbeddedCheckoutPage(props: CheckoutPageProps) {
  const { request, summary, notCompleted, texts } = await readCheckoutPage(props);
  return (
    <div className="shell grid items-start gap-10 py-8 md:py-12 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)] lg:gap-16">
      <div className="grid gap-6 lg:sticky lg:top-8">
        <h1 className="display-face text-title">{texts.title}</h1>
        {summary && <OrderSummary summary={summary} locale={request.locale} texts={texts} />}
      </div>
      <section aria-label={texts.payment}>
        <CheckoutNotices notCompleted={notCompleted} texts={texts} className="mb-6" />
        <div className="needs-script">
          <EmbeddedPayment request={{ ...request, agreement: summary?.agreement ?? null }} texts={texts} />
        </div>
      </section>
    </div>
  );
}

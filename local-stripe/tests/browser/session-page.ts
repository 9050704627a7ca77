import { createPageApi, type PageData } from "../../src/browser/page-api";
import { startStripe } from "../support";

/** A new session as its payment page gets it: two bowls at 25.00 EUR, shipping at 5.00 or 15.00. */
export async function startWithSession(): Promise<PageData> {
  const { stripe, url, close } = await startStripe();
  try {
    const rate = (name: string, amount: number) => ({
      shipping_rate_data: {
        display_name: name,
        type: "fixed_amount" as const,
        fixed_amount: { amount, currency: "eur" },
        delivery_estimate: { minimum: { unit: "business_day" as const, value: 2 } },
      },
    });
    const session = await stripe.checkout.sessions.create({
      ui_mode: "elements",
      mode: "payment",
      return_url: "http://localhost:3000/return?session_id={CHECKOUT_SESSION_ID}",
      line_items: [
        {
          quantity: 2,
          price_data: { currency: "eur", unit_amount: 2_500, product_data: { name: "Bowl" } },
        },
      ],
      shipping_address_collection: { allowed_countries: ["FR", "DE"] },
      shipping_options: [rate("Standard", 500), rate("Express", 1_500)],
    });
    const answer = await createPageApi("pk_test_local_tests", session.client_secret ?? "", url).load();
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value;
  } finally {
    await close();
  }
}

import { z } from "zod";

type Wish = {
  number?: string;
  savedMethod?: string;
  usage?: "on_session" | "off_session";
  name?: string;
  email?: string;
};

/** A ConfirmationToken as Stripe.js makes it for a new card in the account. */
export async function setupToken(stripeUrl: string, wish: Wish = {}): Promise<string> {
  const { number = "4242424242424242", usage = "on_session", name = "Ada Lovelace" } = wish;
  const billing_details = { name, email: wish.email ?? "ada@example.com", address: { country: "FR" } };
  const card = { number, exp_month: 12, exp_year: 2034, cvc: "123" };
  const response = await fetch(`${stripeUrl}/v1/confirmation_tokens`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer pk_test_local_tests" },
    body: JSON.stringify({
      ...(wish.savedMethod
        ? { payment_method: wish.savedMethod }
        : { payment_method_data: { type: "card", card, billing_details, allow_redisplay: "always" } }),
      setup_future_usage: usage,
      return_url: "http://localhost:3000/account/payment-methods",
      client_context: { mode: "setup", currency: "eur", setup_future_usage: usage },
    }),
  });
  return z.object({ id: z.string() }).parse(await response.json()).id;
}

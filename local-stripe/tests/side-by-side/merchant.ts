import { createServer, type Server } from "node:http";
import Stripe from "stripe";

export const urlOf = (server: Server): string => {
  const address = server.address();
  return `http://localhost:${typeof address === "object" && address ? address.port : 0}`;
};

export type Merchant = {
  url: string;
  /** What came to the webhook and was signed with this merchant's own secret. */
  received: Stripe.Event[];
  /** What came and was not. */
  foreign: string[];
  /** Of the endpoint at Stripe. */
  secret: string;
  close: () => Promise<void>;
};

/** A shop of one page, with a Payment Element for `?secret=` of an intent; what comes after paying is at `/paid`. */
export async function openShop(stripeUrl: string, publishableKey: string): Promise<Merchant> {
  const page = `<!doctype html><title>Shop</title><div id="payment"></div><button id="pay" disabled>Pay</button>
    <p id="error"></p><script src="${stripeUrl}/stripe.js"></script><script>
    const stripe = Stripe("${publishableKey}");
    const clientSecret = new URLSearchParams(location.search).get("secret");
    const elements = stripe.elements({ clientSecret });
    const payment = elements.create("payment");
    payment.on("ready", () => { pay.disabled = false; });
    payment.mount("#payment");
    const pay = document.getElementById("pay");
    pay.onclick = async () => {
      const { error } = await stripe.confirmPayment({ elements, confirmParams: { return_url: location.origin + "/paid" } });
      document.getElementById("error").textContent = error.message;
    };</script>`;
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (request.method !== "POST") {
      response.setHeader("content-type", "text/html");
      return response.end(pathname === "/paid" ? "<!doctype html><h1>Paid</h1>" : page);
    }
    let body = "";
    for await (const chunk of request) body += chunk;
    try {
      const signature = request.headers["stripe-signature"] ?? "";
      // The account's clock is days ahead.
      const event = Stripe.webhooks.constructEvent(body, signature, merchant.secret, Number.MAX_SAFE_INTEGER);
      merchant.received.push(event);
    } catch {
      merchant.foreign.push(body);
    }
    return response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  const merchant: Merchant = { url: urlOf(server), received: [], foreign: [], secret: "", close };
  return merchant;
}

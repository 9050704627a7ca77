import { createServer } from "node:http";
import type { Page } from "@playwright/test";
import type { Stripe, StripeElements } from "@stripe/stripe-js";
import { build } from "esbuild";
import type * as byToken from "../../examples/by-confirmation-token";
import type * as byMethod from "../../examples/by-payment-method";
import type * as inBrowser from "../../examples/in-browser";
import type { ExampleOrder } from "../../examples/order";

/** What the examples' page is told of `stripe.elements()`. */
type Wanted = { mode: "payment" | "setup"; type: string; older: boolean };

type Shop = { stripe: Stripe; elements: StripeElements };

declare global {
  interface Window {
    examples: typeof inBrowser & typeof byToken & typeof byMethod;
    shop: Shop;
  }
}

let bundled: Promise<string> | undefined;

/** The examples as a browser takes them: the very modules that the guide shows. */
const bundle = () => {
  bundled ??= build({
    stdin: {
      contents: ["in-browser", "by-confirmation-token", "by-payment-method"]
        .map((name) => `export * from "./${name}";`)
        .join("\n"),
      resolveDir: "tests/examples",
      loader: "ts",
    },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "examples",
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? "");
  return bundled;
};

/** A merchant's server, every address of which is a page with nothing but room for a Payment Element. */
export async function serveExample(stripeUrl: string): Promise<{ origin: string; close: () => void }> {
  const html = `<!doctype html><title>Example</title><div id="payment"></div>
    <script src="${stripeUrl}/stripe.js"></script>`;
  const server = createServer((_, response) => response.setHeader("content-type", "text/html").end(html));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { origin: `http://localhost:${port}`, close: () => server.close() };
}

/** The example's page in a browser, and the guide's browser halves to call there. */
export class ExamplePage {
  constructor(
    readonly page: Page,
    readonly order: ExampleOrder,
  ) {}

  async opens(wanted: Wanted): Promise<void> {
    await this.page.goto(new URL("/checkout", this.order.returnUrl).href);
    await this.loadsStripe();
    await this.page.evaluate(
      ({ mode, type, older, amount, currency }) => {
        const { stripe } = window.shop;
        const options = {
          currency,
          allowedPaymentMethodTypes: [type],
          ...(older && { paymentMethodCreation: "manual" as const }),
        };
        const elements =
          mode === "payment"
            ? stripe.elements({ mode, amount, ...options })
            : stripe.elements({ mode, ...options });
        elements.create("payment").mount("#payment");
        window.shop = { stripe, elements };
      },
      { ...wanted, amount: this.order.amount, currency: this.order.currency },
    );
  }

  /** The scripts of a page that was just loaded, by whomever. */
  async loadsStripe(): Promise<void> {
    await this.page.addScriptTag({ content: await bundle() });
    await this.page.evaluate(() => {
      const stripe = window.Stripe?.("pk_test_local_examples");
      if (!stripe) throw new Error("Stripe.js is not there");
      window.shop = { stripe, elements: stripe.elements() };
    });
  }

  get fields() {
    return this.page.frameLocator('iframe[title="Secure payment input frame"]').first();
  }

  /** Key by key, as a shopper does. */
  async types(fields: Record<string, string>): Promise<void> {
    for (const [name, text] of Object.entries(fields)) {
      await this.fields.locator(`input[name="${name}"]`).pressSequentially(text);
    }
  }

  /** `pm_…` */
  collectsPaymentMethod(name: string): Promise<string> {
    return this.page.evaluate(async (holder) => {
      const { stripe, elements } = window.shop;
      const made = await window.examples.collectPaymentMethod(stripe, elements, holder);
      if (!made.paymentMethod) throw new Error(made.error?.message);
      return made.paymentMethod.id;
    }, name);
  }

  /** `ctoken_…` */
  collectsToken(name: string): Promise<string> {
    return this.page.evaluate(
      async ({ holder, shipping, returnUrl }) => {
        const { stripe, elements } = window.shop;
        const made = await window.examples.collectConfirmationToken(stripe, elements, holder, {
          shipping,
          returnUrl,
        });
        if (!("confirmationToken" in made) || !made.confirmationToken) throw new Error(made.error?.message);
        return made.confirmationToken.id;
      },
      { holder: name, shipping: this.order.shipping, returnUrl: this.order.returnUrl },
    );
  }

  /** What the bank asks for; the promise stays open while it is asked. */
  followsNextAction(clientSecret: string) {
    return this.page.evaluate(
      (secret) => window.examples.followNextAction(window.shop.stripe, secret),
      clientSecret,
    );
  }

  confirms(kind: "payment" | "setup", clientSecret: string, collected: inBrowser.Collected) {
    return this.page.evaluate(
      async ({ kind, secret, collected, returnUrl }) => {
        const { confirmPaymentWith, confirmSetupWith } = window.examples;
        const confirm = kind === "payment" ? confirmPaymentWith : confirmSetupWith;
        const result = await confirm(window.shop.stripe, secret, collected, returnUrl);
        if (result.error) return result.error.code ?? result.error.message;
        return "paymentIntent" in result ? result.paymentIntent?.status : result.setupIntent?.status;
      },
      { kind, secret: clientSecret, collected, returnUrl: this.order.returnUrl },
    );
  }

  /** On the page that a bank has led back to. */
  readsReturn(): Promise<string | undefined> {
    return this.page.evaluate(() =>
      window.examples.readReturn(window.shop.stripe, new URLSearchParams(window.location.search)),
    );
  }
}

import type {
  StripeCheckoutElementsSdk,
  StripeCheckoutElementsSdkOptions,
  StripeEmbeddedCheckout,
  StripeEmbeddedCheckoutOptions,
} from "@stripe/stripe-js";
import { IntegrationError } from "./base/errors";

/** Releases of Stripe.js in their order; `v3` is what came before them. */
const TRAINS = ["v3", "acacia", "basil", "clover", "dahlia", "endive"] as const;
const RENAMED_IN = TRAINS.indexOf("dahlia");

type Train = (typeof TRAINS)[number];

interface Today {
  createEmbeddedCheckoutPage: (options: StripeEmbeddedCheckoutOptions) => Promise<StripeEmbeddedCheckout>;
  initCheckoutElementsSdk: (options: StripeCheckoutElementsSdkOptions) => StripeCheckoutElementsSdk;
}

type OlderOptions = Omit<StripeCheckoutElementsSdkOptions, "clientSecret"> &
  (
    | { clientSecret: StripeCheckoutElementsSdkOptions["clientSecret"] }
    | { fetchClientSecret: () => Promise<string> }
  );

/** The release that a script's address names, as at js.stripe.com: `/basil/stripe.js`, `/v3/`. Null for `/stripe.js`, which is for any package. */
export function trainOf(src: string): Train | null {
  const [first = ""] = new URL(src, "http://localhost").pathname.split("/").filter(Boolean);
  return TRAINS.find((train) => train === first) ?? null;
}

/** What a page finds as `window.Stripe.version`; packages compare it with theirs. */
export function versionOf(train: Train | null): string | number {
  return train === "v3" ? 3 : (train ?? "endive");
}

/** Both pages of Checkout by the names that the release has, or by all names. A name of another release throws and says which to take. */
export function checkoutNames(train: Train | null, today: Today): object {
  const older = {
    initEmbeddedCheckout: today.createEmbeddedCheckoutPage,
    initCheckout: (options: OlderOptions) => initCheckout(today, options),
  };
  if (train === null) return { ...today, ...older };
  const isOlder = TRAINS.indexOf(train) < RENAMED_IN;
  const [there, missing] = isOlder ? [older, today] : [today, older];
  const instead: Record<string, string> = {
    initEmbeddedCheckout: "createEmbeddedCheckoutPage",
    initCheckout: "initCheckoutElementsSdk",
    createEmbeddedCheckoutPage: "initEmbeddedCheckout",
    initCheckoutElementsSdk: "initCheckout",
  };
  const refused = Object.keys(missing).map((name) => [name, () => refuse(name, train, instead[name] ?? "")]);
  return { ...there, ...Object.fromEntries(refused) };
}

/** Until dahlia Elements took `paymentMethodTypes`; packages of any age load `/stripe.js`. */
export function elementsOptions(
  train: Train | null,
  given: Record<string, unknown> = {},
): Record<string, unknown> {
  if (train === "endive" || given.paymentMethodTypes === undefined) return given;
  const { paymentMethodTypes, ...others } = given;
  return { allowedPaymentMethodTypes: paymentMethodTypes, ...others };
}

function refuse(name: string, train: Train, instead: string): never {
  throw new IntegrationError(`Stripe.js ${train} has no ${name}(); it is ${instead}() there.`);
}

/**
 * Two shapes of old: with `fetchClientSecret` (basil) a promise of everything in one object, whose session is `session()`; with `clientSecret` (clover)
 * today's, at once.
 */
function initCheckout({ initCheckoutElementsSdk }: Today, options: OlderOptions): unknown {
  if (!("fetchClientSecret" in options)) return initCheckoutElementsSdk(options);
  const { fetchClientSecret, ...others } = options;
  return (async () => {
    const sdk = initCheckoutElementsSdk({ ...others, clientSecret: fetchClientSecret() });
    const loaded = await sdk.loadActions();
    if (loaded.type === "error") throw new IntegrationError(loaded.error.message);
    const { getSession, ...actions } = loaded.actions;
    return { ...sdk, ...actions, session: getSession };
  })();
}

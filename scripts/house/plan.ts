import type { Banned } from "./arrows";

/**
 * The plan of the house. Each file belongs to a part: a folder, or a file of its own. A part imports only from itself and from lower floors, neither
 * values nor types from its own floor or above. A new folder gets a line on the lowest floor above all it needs. Checked by `npm run check:house`.
 */
export type Floor = {
  about: string;
  parts: readonly string[];
};

export const STORE: readonly Floor[] = [
  { about: "the texts of every language", parts: ["messages"] },
  { about: "the languages that the shop speaks", parts: ["languages.config.ts"] },
  { about: "which languages there are", parts: ["i18n"] },
  { about: "the list of migrations", parts: ["drizzle"] },
  { about: "ids, money, text: knows nothing of the shop", parts: ["lib/base"] },
  { about: "the types that all of the shop shares", parts: ["lib/model"] },
  { about: "the shop's face: its name, its look, who runs it", parts: ["store.config.ts"] },
  { about: "the settings", parts: ["lib/config"] },
  { about: "the texts that the law wants", parts: ["lib/legal"] },
  { about: "what a collector is told: traces and counts", parts: ["lib/telemetry"] },
  {
    about: "the database, Stripe's client, requests and cookies",
    parts: ["lib/db", "lib/stripe", "lib/http"],
  },
  { about: "what staff have set in the desk: it goes before files and variables", parts: ["lib/settings"] },
  {
    about: "how often somebody may ask; what an address is; the currencies that prices are in",
    parts: ["lib/limits", "lib/addresses", "lib/currencies"],
  },
  { about: "whether the store can work: the database, Stripe, work that waits", parts: ["lib/health"] },
  {
    about: "the wrapper that every route is made by; what is deleted by age; the sums of what happens",
    parts: ["lib/routes", "lib/retention", "lib/sums"],
  },
  {
    about: "the price of a cart, the states of an order, where parcels go",
    parts: ["lib/quote", "lib/lifecycle", "lib/shipping"],
  },
  {
    about: "the merchant's rules; what is to be done outside the database",
    parts: ["lib/discounts", "lib/outbox"],
  },
  {
    about: "the stock; pictures of goods: checked, stored, fetched",
    parts: ["lib/inventory", "lib/pictures"],
  },
  { about: "videos of goods: checked, stored, fetched", parts: ["lib/videos"] },
  {
    about: "goods, sign-ins, how payments are collected, and who wants news",
    parts: ["lib/catalog", "lib/auth", "lib/payments", "lib/news"],
  },
  {
    about: "the cart; search among the goods; what search engines and agents read",
    parts: ["lib/cart", "lib/search", "lib/discovery"],
  },
  { about: "shoppers with an account; who works in the desk", parts: ["lib/customers", "lib/staff"] },
  { about: "whose an order is, and what is stored of it", parts: ["lib/orders/owners", "lib/orders/stored"] },
  { about: "an order follows what Stripe says of its payments", parts: ["lib/orders/settle"] },
  {
    about: "payments under way; orders as pages show them",
    parts: ["lib/orders/attempts", "lib/orders/views"],
  },
  { about: "the charge of a ConfirmationToken", parts: ["lib/orders/charges"] },
  { about: "what a merchant decides", parts: ["lib/orders/merchant"] },
  {
    about: "goods that come back; what is looked after from time to time",
    parts: ["lib/orders/returns", "lib/orders/rounds"],
  },
  { about: "from a cart to an order that waits for its payment", parts: ["lib/checkout/core"] },
  {
    about: "what surfaces share: their pages' parts, Checkout Sessions",
    parts: ["lib/checkout/page", "lib/checkout/sessions"],
  },
  { about: "the cart, priced as a checkout would", parts: ["lib/checkout/cart"] },
  {
    about: "the surfaces: each turns a quote and an order into its Stripe object",
    parts: ["lib/checkout/embedded", "lib/checkout/elements", "lib/checkout/payment-element"],
  },
  {
    about: "orders that staff put together, and the requests to pay them",
    parts: ["lib/drafts"],
  },
  {
    about: "invoices, credit notes and slips; the books: payouts and what is in them, by month",
    parts: ["lib/documents", "lib/books"],
  },
  {
    about: "what Stripe tells us; parcels; e-mails",
    parts: ["lib/webhooks", "lib/fulfilment", "lib/email"],
  },
  { about: "how an e-mail says it: the templates", parts: ["emails"] },
  { about: "which job does what, and the round that does all that is due", parts: ["lib/jobs"] },
  { about: "signing in and out, and the account's forms", parts: ["lib/account"] },
  { about: "the demonstration: goods and shoppers to try the store with", parts: ["lib/demonstration"] },
  {
    about:
      "what is wrong with a store, and what to do; the figures of a store; what a merchant sees at the desk",
    parts: ["lib/doctor", "lib/metrics", "lib/desk"],
  },
  { about: "what the pages are made of", parts: ["components"] },
  {
    about: "the routes, and what runs when the store starts",
    parts: ["app", "proxy.ts", "instrumentation-node.ts"],
  },
  { about: "asks for it under Node only", parts: ["instrumentation.ts"] },
];

const LOCAL_STRIPE: readonly Floor[] = [
  {
    about: "plain data: countries, currencies, tax rates; the texts of the pages",
    parts: local("facts", "texts"),
  },
  { about: "the test cards and accounts; what it knows, and its file", parts: local("cards", "state") },
  {
    about: "Stripe's HTTP layer; events; challenges that wait for the shopper",
    parts: local("http", "events", "attempts"),
  },
  {
    about: "resources that need no other, and what makes one of all",
    parts: resources(
      "balance-transactions",
      "charges",
      "combine.ts",
      "coupons",
      "events",
      "payment-methods",
      "products",
      "shipping-rates",
      "files",
      "tax-settings",
      "test-clocks",
      "webhook-endpoints",
    ),
  },
  {
    about: "who pays, what it costs, money taken back, and money sent to the bank",
    parts: resources("accounts", "balance", "customers", "disputes", "payouts", "prices"),
  },
  {
    about: "what belongs to a customer; money given back",
    parts: resources(
      "customer-sessions",
      "discounts",
      "promotion-codes",
      "refunds",
      "tax-calculations",
      "tokens",
    ),
  },
  { about: "a payment method on its way to an intent", parts: resources("confirmation-tokens") },
  { about: "the intents", parts: resources("payment-intents", "setup-intents") },
  { about: "what is owed for a subscription", parts: resources("invoices") },
  { about: "what is paid again and again", parts: resources("invoice-items", "subscriptions") },
  {
    about: "what a customer may do with its subscriptions",
    parts: resources("billing-portal", "subscription-schedules"),
  },
  {
    about: "what makes intents, and what Elements start with; charges without intents",
    parts: resources("checkout-sessions", "elements-sessions", "old-charges"),
  },
  { about: "what makes sessions", parts: resources("payment-links") },
  { about: "the calls behind the payment page", parts: resources("payment-pages") },
  { about: "the calls behind a bank's page", parts: resources("three-ds") },
  { about: "the list of all resources", parts: resources("registry.ts") },
  { about: "the calls under /_local; the pages at /", parts: local("control", "dashboard") },
  { about: "what the scripts in the browser share", parts: local("browser") },
  { about: "fields and lists of a payment form", parts: local("forms") },
  {
    about: "/stripe.js, from its frames up to what it gives the merchant",
    parts: local("merchant-page/base"),
  },
  {
    about: "one element on the merchant's page; intents",
    parts: local("merchant-page/element-host", "merchant-page/intents"),
  },
  {
    about: "the two ways to group elements",
    parts: local("merchant-page/elements", "merchant-page/checkout-elements"),
  },
  { about: "Stripe() itself", parts: local("merchant-page") },
  {
    about: "the Elements' own pages; pages that shoppers see whole",
    parts: local(
      "frames",
      "pages/checkout",
      "pages/portal",
      "pages/redirect",
      "pages/three-ds",
      "pages/wallet",
    ),
  },
  { about: "which address serves what", parts: local("browser-routes.ts") },
  { about: "what it begins with, by calls of its API", parts: local("seed") },
  { about: "a server", parts: local("app.ts") },
  { about: "what tests do with it", parts: local("testing") },
  { about: "what the package offers", parts: local("index.ts", "playwright.ts", "vitest.ts") },
  { about: "what its command line and the environment ask for", parts: local("settings.ts") },
  { about: "the command", parts: local("main.ts") },
];

function local(...names: string[]): string[] {
  return names.map((name) => `local-stripe/src/${name}`);
}

function resources(...names: string[]): string[] {
  return local(...names.map((name) => `resources/${name}`));
}

export const STORE_ROOTS: readonly string[] = [
  "i18n",
  "lib",
  "emails",
  "components",
  "app",
  "proxy.ts",
  "languages.config.ts",
  "store.config.ts",
  "instrumentation.ts",
  "instrumentation-node.ts",
];

export const HOUSES: readonly { roots: readonly string[]; floors: readonly Floor[] }[] = [
  { roots: STORE_ROOTS, floors: STORE },
  { roots: ["local-stripe/src"], floors: LOCAL_STRIPE },
];

export const BANS: readonly Banned[] = [
  {
    part: "lib",
    packages: /^(react|react-dom|@react-email)(\/|$)/,
    // `cache`: one look at the sign-in per request.
    except: ["lib/auth/read-sign-in.server.ts", "lib/staff/read-staff.server.ts"],
    instead: "Make what is shown in components/ or emails/, and let it call lib/.",
  },
  {
    part: "components",
    packages: /^(drizzle-orm|pg|stripe|better-auth|nodemailer)(\/|$)/,
    except: [],
    instead: "Call a function of lib/, which may ask the database or Stripe.",
  },
  {
    part: "app",
    packages: /^(drizzle-orm|pg|stripe|nodemailer)(\/|$)/,
    except: [],
    instead: "A route calls one function of lib/, which may ask the database or Stripe.",
  },
];

import type { Banned } from "./arrows";

/**
 * The plan of the house. Every file of the store and of the local Stripe belongs to a part, which is a folder, or a file of its own.
 * The floors are in order, the lowest first: a part imports from itself and from parts on lower floors, never from its own floor or from
 * above, neither values nor types. `npm run check:house` checks it.
 *
 * A new folder gets a line here, on the lowest floor that is above all it needs.
 */
export type Floor = {
  /** What the parts of this floor have in common. */
  about: string;
  parts: readonly string[];
};

export const STORE: readonly Floor[] = [
  { about: "the texts of every language", parts: ["messages"] },
  { about: "which languages there are", parts: ["i18n"] },
  { about: "ids, money, text: knows nothing of the shop", parts: ["lib/base"] },
  { about: "the types that all of the shop shares", parts: ["lib/model"] },
  { about: "the settings", parts: ["lib/config"] },
  {
    about: "the database, Stripe's client, requests and cookies",
    parts: ["lib/db", "lib/stripe", "lib/http"],
  },
  { about: "how often somebody may ask; what an address is", parts: ["lib/limits", "lib/addresses"] },
  { about: "the wrapper that every route is made by", parts: ["lib/routes"] },
  {
    about: "the price of a cart, the states of an order, the stock, where parcels go",
    parts: ["lib/quote", "lib/lifecycle", "lib/inventory", "lib/shipping"],
  },
  {
    about: "the merchant's rules; what is to be done outside the database",
    parts: ["lib/discounts", "lib/outbox"],
  },
  {
    about: "goods, sign-ins, and how payments are collected",
    parts: ["lib/catalog", "lib/auth", "lib/payments"],
  },
  { about: "the cart", parts: ["lib/cart"] },
  { about: "shoppers with an account", parts: ["lib/customers"] },
  { about: "whose an order is, and what is stored of it", parts: ["lib/orders/owners", "lib/orders/stored"] },
  { about: "an order follows what Stripe says of its payments", parts: ["lib/orders/settle"] },
  {
    about: "payments under way; orders as pages show them",
    parts: ["lib/orders/attempts", "lib/orders/views"],
  },
  { about: "the charge of a ConfirmationToken", parts: ["lib/orders/charges"] },
  { about: "what a merchant decides", parts: ["lib/orders/merchant"] },
  { about: "what is looked after from time to time", parts: ["lib/orders/rounds"] },
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
    about: "what Stripe tells us; parcels; e-mails",
    parts: ["lib/webhooks", "lib/fulfilment", "lib/email"],
  },
  { about: "which job does what, and the round that does all that is due", parts: ["lib/jobs"] },
  { about: "signing in and out, and the account's forms", parts: ["lib/account"] },
  { about: "the demonstration: goods and shoppers to try the store with", parts: ["lib/demonstration"] },
  { about: "what the pages are made of", parts: ["components"] },
  {
    about: "the routes, and what runs when the store starts",
    parts: ["app", "proxy.ts", "instrumentation-node.ts"],
  },
  { about: "asks for it under Node only", parts: ["instrumentation.ts"] },
];

/** What is checked, each with its floors. */
export const HOUSES: readonly { roots: readonly string[]; floors: readonly Floor[] }[] = [
  {
    roots: ["i18n", "lib", "components", "app", "proxy.ts", "instrumentation.ts", "instrumentation-node.ts"],
    floors: STORE,
  },
];

export const BANS: readonly Banned[] = [
  {
    part: "lib",
    packages: /^(react|react-dom|@react-email)(\/|$)/,
    // `cache`: one session a request, however many ask for it.
    except: ["lib/auth/read-sign-in.server.ts", "lib/email"],
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

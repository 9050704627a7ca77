import { z } from "zod";
import { type Locale, TRANSLATED } from "../../i18n/languages";
import { routing } from "../../i18n/routing";
import { isCountry, noCountry } from "../base/countries";
import { isTimeZone } from "../base/time-zone";
import { coloursSchema } from "./shop-colours";
import { currenciesSchema } from "./shop-currencies";
import { TYPEFACES } from "./typefaces";

const text = z.string().trim().min(1, "must not be empty");

/** By language; one that is missing shows the default language's, which is `needed`. */
const localizedWith = (needed: Locale) =>
  z.partialRecord(z.enum(TRANSLATED), text).superRefine((texts, context) => {
    if (texts[needed] === undefined)
      context.addIssue({ code: "custom", path: [needed], message: "is missing" });
  });

const file = z
  .string()
  .regex(/^\/[\w./-]+$/, "must be the path of a file under public/, as /logo.svg")
  .refine((path) => !path.includes(".."), "must be the path of a file under public/, as /logo.svg");

const httpsUrl = z.url({ protocol: /^https$/, error: "must start with https://" });

const prefix = z
  .string()
  .regex(/^[A-Z0-9/.-]{0,12}$/, "must have at most 12 capital letters, digits, -, / and .");

/** How invoices and credit notes are numbered: docs/invoices.md. */
const numberingWith = (localized: ReturnType<typeof localizedWith>) =>
  z
    .strictObject({
      invoicePrefix: prefix,
      creditPrefix: prefix,
      /** Whether the numbers start with the year, and from 1 with each year. */
      yearly: z.boolean(),
      /** What every invoice has to say, such as why there is no tax on it. */
      note: localized.nullable(),
    })
    .refine(({ invoicePrefix, creditPrefix }) => invoicePrefix !== creditPrefix, {
      path: ["creditPrefix"],
      error: "must differ from invoicePrefix, as no two documents have one number",
    });

const PLAIN_NUMBERING = { invoicePrefix: "", creditPrefix: "C-", yearly: true, note: null };

/** What `store.config.ts` says: who the shop is, and how it looks. `next.config.ts` reads it too, so this file has no paths with @. */
const shopSchema = (localized: ReturnType<typeof localizedWith>) =>
  z.strictObject({
    name: text.max(60, "must have at most 60 characters").regex(/^[^<>\r\n"]*$/, 'must have no <, > or "'),
    /** Shown instead of the name at the top of every page; `dark` on dark ground. Sizes are in pixels. */
    logo: z
      .strictObject({
        light: file,
        dark: file,
        width: z.int().min(8).max(400),
        height: z.int().min(8).max(64),
      })
      .nullable(),
    /** The picture that a link to the shop is shown with, 1200 by 630 pixels. */
    card: file,
    /** The picture in the browser's tab; as wide as it is high. */
    icon: file.default("/icon.svg"),
    about: z.strictObject({
      tagline: localized,
      description: localized,
      /** In the foot of every page: who makes it, and something that everybody has to know. */
      footer: localized,
      notice: localized.nullable(),
    }),
    home: z.strictObject({
      title: localized,
      text: localized,
      image: file,
      /** What the main button says; without it, "All of" and the first category's name. */
      action: localized.nullable(),
      story: z.strictObject({ title: localized, text: localized }).nullable(),
    }),
    theme: z.strictObject({
      light: coloursSchema,
      dark: coloursSchema,
      type: z.strictObject({ display: z.enum(TYPEFACES), text: z.enum(TYPEFACES) }),
    }),
    contact: z.strictObject({
      company: text,
      /** Who speaks for the company; its court and number in the register; its number for VAT. */
      represented: text.nullable(),
      register: text.nullable(),
      vat: text.nullable(),
      street: text,
      postalCode: text.nullable(),
      city: text,
      /** ISO 3166-1 alpha-2, in capitals. */
      country: z.string().refine(isCountry, { error: noCountry }),
      email: z.email("must be an e-mail address"),
      phone: z
        .string()
        .regex(/^\+[0-9 ]{6,20}$/, "must be a number with its country, as +33 1 23 45 67 89")
        .nullable(),
    }),
    /** IANA's name, as "Europe/Paris": when the shop's days begin. Without it, the country's. */
    timeZone: z
      .string()
      .refine(isTimeZone, { error: 'must be the name of a time zone, as "Europe/Paris"' })
      .nullable()
      .default(null),
    /** What else than STORE_CURRENCY shoppers may pay in: docs/currencies.md. */
    currencies: currenciesSchema.nullable().default(null),
    invoices: numberingWith(localized).default(PLAIN_NUMBERING),
    /** How many days shoppers may ask to send goods back, and how many a parcel takes to them, as the days begin when it arrives. 0 days: they can't ask. */
    returns: z
      .strictObject({ days: z.int().min(0).max(365), deliveryDays: z.int().min(0).max(60) })
      .default({ days: 14, deliveryDays: 7 }),
    desk: z
      .strictObject({
        /** Above so much, in units of STORE_CURRENCY and for all of one order, giving money up takes two people. Null: one is enough. */
        secondPersonAbove: z.number().min(0).max(1e9).nullable().default(null),
      })
      .default({ secondPersonAbove: null }),
    /** How many days a shopper has to pay what staff put together for them. */
    paymentRequests: z.strictObject({ days: z.int().min(1).max(60) }).default({ days: 14 }),
    /** Whether shoppers are asked if they want news by e-mail. Who agreed may always stop them. */
    news: z.strictObject({ asked: z.boolean() }).default({ asked: false }),
    /** Whether this is the demonstration: then a start on your own machine brings its goods, discounts and shoppers along. */
    demonstration: z.boolean(),
    /** Whether people buy here for themselves: then the EU's rules for consumers apply where the goods go to the EU. */
    sellsToConsumers: z.boolean(),
    /** The shop's pages elsewhere, by the name that is shown. */
    social: z.record(z.string().min(1).max(30), httpsUrl),
  });

export type ShopInput = z.input<ReturnType<typeof shopSchema>>;
export type Shop = z.output<ReturnType<typeof shopSchema>>;

/** What is wrong in `store.config.ts`: a line for each field. */
export class ShopError extends Error {
  override readonly name = "ShopError";
}

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
    input,
  );

/** `path` as in `contact.email`; `message` for who writes the file. */
export type ShopProblem = { path: string; message: string };

/** @param needed the language that every text has to be in */
export function shopProblems(input: unknown, needed: Locale = routing.defaultLocale): ShopProblem[] {
  const { error } = shopSchema(localizedWith(needed)).safeParse(input);
  return (error?.issues ?? []).map(({ path, message }) => {
    const isMissing = valueAt(input, path) === undefined;
    return { path: path.join("."), message: isMissing ? "is missing" : message };
  });
}

/**
 * @param needed the language that every text has to be in
 * @throws ShopError which names every field that is wrong
 */
export function parseShop(input: unknown, needed: Locale = routing.defaultLocale): Shop {
  const result = shopSchema(localizedWith(needed)).safeParse(input);
  if (result.success) return result.data;
  const lines = shopProblems(input, needed).map(({ path, message }) => `  ${path || "it"} ${message}`);
  throw new ShopError(`store.config.ts is not right:\n${lines.join("\n")}\nSee docs/your-own-shop.md.`);
}

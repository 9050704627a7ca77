import { SEPARATOR } from "./page-param";
import { otherLocales, routing, unspoken } from "./routing";

/** What a listing's query may have. A list with any of it has a route of its own, and without it is a kept page. */
export const REFINEMENTS = ["sort", "option", "in", "min", "max", "in-stock", "after", "before"];

/** Pages of lists of goods. */
export const LISTS = ["categories", "collections"];

const { defaultLocale } = routing;

type Condition = { type: "query"; key: string } | { type: "cookie"; key: string; value: string };
type Rewrite = { source: string; destination: string; has?: Condition[]; missing?: Condition[] };

/** Where pages are: by their addresses, and by the parameter of their routes. Addresses without a language are in the default one. */
type Pages = { prefix: string; parameter: string };

const WITHOUT_LANGUAGE: Pages = { prefix: "", parameter: defaultLocale };
const WITH_LANGUAGE: Pages = { prefix: `/:locale(${otherLocales.join("|")})`, parameter: ":locale" };

const NO_LANGUAGE = `(?!(?:${[...routing.locales, "admin", "api", "local", "feeds", "pictures", "videos", "_next"].join("|")})(?:/|$))`;
/** No slug has a dot. */
const NO_MARKDOWN = "(?!products/[^/]+\\.md$)";

const all = ({ prefix, parameter }: Pages): Rewrite => ({
  source: `${prefix}/:path(${prefix ? "" : NO_LANGUAGE}${NO_MARKDOWN}.+)`,
  destination: `/${parameter}/:path`,
});

const UNREFINED = REFINEMENTS.map((key) => ({ type: "query" as const, key }));

/** What most visitors ask for comes first: Next.js reads the rules anew for each request, up to the one that leads to a page. */
const keptPages = (of: Pages): Rewrite[] => [
  { ...all(of), missing: UNREFINED },
  { source: of.prefix || "/", destination: `/${of.parameter}` },
];

const otherPages = (of: Pages): Rewrite[] => [
  {
    source: `${of.prefix}/:lists(${LISTS.join("|")})/:slug`,
    destination: `/${of.parameter}/:lists/:slug/refined`,
  },
  all(of),
];

/** A product as Markdown. */
const asMarkdown = ({ prefix, parameter }: Pages): Rewrite => ({
  source: `${prefix}/products/:slug([^./]+)\\.md`,
  destination: `/${parameter}/products/:slug/markdown`,
});

/** The shopper's currency, when it is not the store's own: `lib/currencies/asked.server.ts` sets it. */
export const CURRENCY_COOKIE = "currency";

const cookieOf = (codes: readonly string[]): Condition[] =>
  codes.length === 0
    ? []
    : [{ type: "cookie", key: CURRENCY_COOKIE, value: `(?<currency>${codes.join("|")})` }];

/** Pages in another currency have a parameter of their own, so that they are cached beside the others. */
const inCurrency = ({ prefix, parameter }: Pages): Pages => ({
  prefix,
  parameter: `${parameter}${SEPARATOR}:currency`,
});

/**
 * Files and routes without a language come first, then these, then the routes under `app/[locale]`.
 * @param currencies codes that the store may sell in, now or when staff say so
 */
export const rewrites = (currencies: readonly string[]) => async () => {
  const cookie = cookieOf(currencies);
  const without = (rule: Rewrite): Rewrite => ({ ...rule, missing: [...(rule.missing ?? []), ...cookie] });
  const having = (rule: Rewrite): Rewrite => ({ ...rule, has: cookie });
  const both = otherLocales.length > 0 ? [WITHOUT_LANGUAGE, WITH_LANGUAGE] : [WITHOUT_LANGUAGE];
  return {
    beforeFiles: [],
    afterFiles: [
      ...[keptPages, otherPages].flatMap((pages) => [
        ...both.flatMap(pages).map(without),
        ...(cookie.length > 0 ? both.map(inCurrency).flatMap(pages).map(having) : []),
      ]),
      ...both.map(asMarkdown),
    ],
    fallback: [],
  };
};

/** The default language has no prefix. A language that the shop may speak one day leads to the default one for now. */
export const redirects = async () => [
  ...unspoken.flatMap((locale) => [
    { source: `/${locale}`, destination: "/", permanent: false },
    { source: `/${locale}/:path*`, destination: "/:path*", permanent: false },
  ]),
  { source: `/${defaultLocale}`, destination: "/", permanent: true },
  { source: `/${defaultLocale}/:path*`, destination: "/:path*", permanent: true },
];

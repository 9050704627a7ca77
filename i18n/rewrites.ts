import { pageParam } from "./page-param";
import { type Locale, routing } from "./routing";

/** Addresses without a language use the default one, and a list's query has its own route. Rules of the router cost a cached page nothing. */
export const REFINEMENTS = ["sort", "option", "in", "min", "max", "in-stock", "after", "before"];

/** Pages of lists of goods. */
export const LISTS = ["categories", "collections"];

const { defaultLocale } = routing;

type Condition = { type: "query"; key: string } | { type: "cookie"; key: string; value: string };
type Rewrite = { source: string; destination: string; has?: Condition[] };

/** Where a language's pages are: by their addresses, and by the parameter of their routes. */
type Pages = { prefix: string; parameter: string };

const pagesOf = (locale: Locale, parameter: string = locale): Pages => ({
  prefix: locale === defaultLocale ? "" : `/${locale}`,
  parameter,
});

const refined = ({ prefix, parameter }: Pages): Rewrite[] =>
  LISTS.flatMap((lists) =>
    REFINEMENTS.map((key) => ({
      source: `${prefix}/${lists}/:slug`,
      has: [{ type: "query" as const, key }],
      destination: `/${parameter}/${lists}/:slug/refined`,
    })),
  );

/** A product as Markdown. No slug has a dot. */
const asMarkdown: Rewrite[] = routing.locales.map((locale) => ({
  source: `${pagesOf(locale).prefix}/products/:slug([^./]+)\\.md`,
  destination: `/${locale}/products/:slug/markdown`,
}));

const NOT_PAGES = [...routing.locales, "api", "local", "feeds", "pictures", "_next"].join("|");

const others = ({ prefix, parameter }: Pages): Rewrite[] => [
  { source: prefix || "/", destination: `/${parameter}` },
  prefix
    ? { source: `${prefix}/:path*`, destination: `/${parameter}/:path*` }
    : { source: `/:path((?!(?:${NOT_PAGES})(?:/|$)).*)`, destination: `/${parameter}/:path` },
];

/** The shopper's currency, when it is not the store's own: `lib/currencies/asked.server.ts` sets it. */
export const CURRENCY_COOKIE = "currency";

/** Pages in another currency have a parameter of their own, so that they are cached beside the others. */
function inOtherCurrencies(codes: readonly string[]): Rewrite[] {
  if (codes.length === 0) return [];
  const cookie = { type: "cookie" as const, key: CURRENCY_COOKIE, value: `(?<currency>${codes.join("|")})` };
  return routing.locales.flatMap((locale) => {
    const pages = pagesOf(locale, pageParam(locale, ":currency"));
    return [...refined(pages), ...others(pages)].map((rule) => ({
      ...rule,
      has: [...(rule.has ?? []), cookie],
    }));
  });
}

/**
 * Files and routes without a language come first, then these, then the routes under `app/[locale]`.
 * @param currencies codes that the store may sell in beside its own
 */
export const rewrites = (currencies: readonly string[]) => async () => ({
  beforeFiles: [],
  afterFiles: [
    ...asMarkdown,
    ...inOtherCurrencies(currencies),
    ...routing.locales.flatMap((locale) => refined(pagesOf(locale))),
    ...others(pagesOf(defaultLocale)),
  ],
  fallback: [],
});

/** The default language has no prefix. */
export const redirects = async () => [
  { source: `/${defaultLocale}`, destination: "/", permanent: true },
  { source: `/${defaultLocale}/:path*`, destination: "/:path*", permanent: true },
];

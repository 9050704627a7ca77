import { otherLocales, routing } from "./routing";

/** Addresses without a language use the default one, and a list's query has its own route. Rules of the router cost a cached page nothing. */
export const REFINEMENTS = ["sort", "option", "in", "min", "max", "in-stock", "after", "before"];

/** Pages of lists of goods. */
export const LISTS = ["categories", "collections"];

const { defaultLocale } = routing;

type Rewrite = { source: string; destination: string };
type QueryRewrite = Rewrite & { has: { type: "query"; key: string }[] };

const refined: QueryRewrite[] = LISTS.flatMap((lists) =>
  REFINEMENTS.flatMap((key) => {
    const has = [{ type: "query" as const, key }];
    return [
      { source: `/${lists}/:slug`, has, destination: `/${defaultLocale}/${lists}/:slug/refined` },
      ...otherLocales.map((locale) => ({
        source: `/${locale}/${lists}/:slug`,
        has,
        destination: `/${locale}/${lists}/:slug/refined`,
      })),
    ];
  }),
);

/** A product as Markdown. No slug has a dot. */
const asMarkdown: Rewrite[] = routing.locales.map((locale) => {
  const prefix = locale === defaultLocale ? "" : `/${locale}`;
  return {
    source: `${prefix}/products/:slug([^./]+)\\.md`,
    destination: `/${locale}/products/:slug/markdown`,
  };
});

const NOT_PAGES = [...routing.locales, "api", "local", "feeds", "pictures", "_next"].join("|");

const afterFiles: (Rewrite | QueryRewrite)[] = [
  ...refined,
  ...asMarkdown,
  { source: "/", destination: `/${defaultLocale}` },
  { source: `/:path((?!(?:${NOT_PAGES})(?:/|$)).*)`, destination: `/${defaultLocale}/:path` },
];

/** Files and routes without a language come first, then these, then the routes under `app/[locale]`. */
export const rewrites = async () => ({ beforeFiles: [], afterFiles, fallback: [] });

/** The default language has no prefix. */
export const redirects = async () => [
  { source: `/${defaultLocale}`, destination: "/", permanent: true },
  { source: `/${defaultLocale}/:path*`, destination: "/:path*", permanent: true },
];

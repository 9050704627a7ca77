import { otherLocales, routing } from "./routing";

/**
 * Addresses without a language are those of the default one, and a category with a query is rendered from it; both as rules
 * of the router, which cost a cached page nothing.
 */
const REFINEMENTS = ["sort", "colour", "in-stock"];

const { defaultLocale } = routing;

const refined = REFINEMENTS.flatMap((key) => {
  const has = [{ type: "query" as const, key }];
  return [
    { source: "/categories/:slug", has, destination: `/${defaultLocale}/categories/:slug/refined` },
    ...otherLocales.map((locale) => ({
      source: `/${locale}/categories/:slug`,
      has,
      destination: `/${locale}/categories/:slug/refined`,
    })),
  ];
});

const NOT_PAGES = [...routing.locales, "api", "local", "_next"].join("|");

/** Files and routes without a language come first; then these; then the routes under `app/[locale]`. */
export const rewrites = async () => ({
  beforeFiles: [],
  afterFiles: [
    ...refined,
    { source: "/", destination: `/${defaultLocale}` },
    { source: `/:path((?!(?:${NOT_PAGES})(?:/|$)).*)`, destination: `/${defaultLocale}/:path` },
  ],
  fallback: [],
});

/** One address a page: the default language is not written out. */
export const redirects = async () => [
  { source: `/${defaultLocale}`, destination: "/", permanent: true },
  { source: `/${defaultLocale}/:path*`, destination: "/:path*", permanent: true },
];

/**
 * Addresses without a language are the English ones, and a category with a query is rendered from it; both as rules
 * of the router, which cost a cached page nothing. Everything else about languages is in `routing.ts`.
 */
const REFINEMENTS = ["sort", "colour", "in-stock"];

const refined = REFINEMENTS.flatMap((key) => {
  const has = [{ type: "query" as const, key }];
  return [
    { source: "/categories/:slug", has, destination: "/en/categories/:slug/refined" },
    { source: "/fr/categories/:slug", has, destination: "/fr/categories/:slug/refined" },
  ];
});

/** Files and routes without a language come first; then these; then the routes under `app/[locale]`. */
export const rewrites = async () => ({
  beforeFiles: [],
  afterFiles: [
    ...refined,
    { source: "/", destination: "/en" },
    { source: "/:path((?!(?:en|fr|api|local|_next)(?:/|$)).*)", destination: "/en/:path" },
  ],
  fallback: [],
});

/** One address a page: English is not written out. */
export const redirects = async () => [
  { source: "/en", destination: "/", permanent: true },
  { source: "/en/:path*", destination: "/:path*", permanent: true },
];

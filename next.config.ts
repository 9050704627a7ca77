import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import type { NextConfig } from "next";
import { PHASE_PRODUCTION_SERVER } from "next/constants";
import createNextIntlPlugin from "next-intl/plugin";
import { readErrorPageTexts } from "./i18n/read-error-page-texts";
import { LISTS, REFINEMENTS, redirects, rewrites } from "./i18n/rewrites";
import { FRESH_FOR, PAGE_KEPT_FOR } from "./lib/catalog/freshness";
import { prepareShop } from "./lib/config/prepare-shop";
import { contentSecurityPolicy } from "./lib/http/content-security-policy";
import { checkLegalTexts } from "./lib/legal/check-texts";
import { CHARGED_CURRENCIES } from "./lib/model/charged-currencies";
import { PICTURE_WIDTHS } from "./lib/model/picture-sizes";
import store from "./store.config";

prepareShop(store, process.cwd());
checkLegalTexts(store, process.cwd());

const withNextIntl = createNextIntlPlugin("./i18n/request.ts");

// One name for everything of this build, whichever of its processes reads this first: see lib/base/build.ts.
process.env.STORE_BUILD ||=
  process.env.NEXT_DEPLOYMENT_ID || process.env.VERCEL_DEPLOYMENT_ID || randomUUID();

const distDir = process.env.NEXT_DIST_DIR ?? ".next";
const isSideBuild = distDir !== ".next";

/** The policy of cached pages, and of what is no page. Pages that are made for their request get one with a nonce in `proxy.ts`. */
const POLICY = contentSecurityPolicy({ development: process.env.NODE_ENV === "development" });
const FIXED_POLICY = [{ key: "Content-Security-Policy", value: POLICY }];
const LANGUAGE = "[a-z]{2}(?:-[A-Za-z]+)?";

/** E-mails that the desk shows have a stricter policy of their own: one of these would take its place. */
const SHOWN_EMAILS = "admin/(?:orders/[^/]+|settings)/emails/";

/** The same for every answer. */
const SECURITY_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "X-Frame-Options", value: "SAMEORIGIN" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
];

/** Vercel's check for bots, whose package a merchant installs: docs/limits.md. It takes the place of two modules that do nothing. */
const hasBotId = process.env.BOTID === "on";
const BOTID = { "@/lib/http/botid-server": "botid/server", "@/lib/http/botid-client": "botid/client/core" };

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: false,
  devIndicators: false,
  // Journeys speak to a store on their own machine: there is nothing to save.
  compress: !distDir.startsWith(".next-test"),
  // Tests and benchmarks build beside a running `next dev` without touching its output.
  distDir,
  env: {
    STORE_BUILD: process.env.STORE_BUILD,
    BOTID: hasBotId ? "on" : "off",
    ERROR_PAGE_TEXTS: JSON.stringify(readErrorPageTexts(process.cwd())),
  },
  // For e-mails that were sent when pictures still had these addresses: the store makes the sizes of stored pictures itself (lib/pictures/sized-picture.server.ts).
  images: {
    formats: ["image/avif", "image/webp"],
    deviceSizes: PICTURE_WIDTHS,
    imageSizes: [],
    localPatterns: [{ pathname: "/pictures/**", search: "" }],
    minimumCacheTTL: 31_536_000,
  },
  // Without it a page that nobody has visited for a while is shown once more, of whatever age.
  expireTime: PAGE_KEPT_FOR,
  // Pages that are built on their first visit have none of the hints that inlining takes from the build, and Next.js
  // prefetches nothing of them then. Without inlining they are prefetched in their parts.
  // The browser keeps what it has prefetched for as long again, which is the least that Next.js allows.
  // What `next dev` keeps on disk made the browser load a page again and again after some restarts: `npm run test:restarts`.
  experimental: {
    prefetchInlining: false,
    staleTimes: { static: FRESH_FOR },
    turbopackFileSystemCacheForDev: false,
    // A side build is made once and thrown away: nothing is kept for the next one, and nobody reads its source maps.
    ...(isSideBuild && { turbopackFileSystemCacheForBuild: false, turbopackSourceMaps: false }),
  },
  // Under `next dev`: what a person asks for. The store's own calls come every few seconds; their errors are told by themselves.
  logging: process.env.LOG === "debug" ? {} : { incomingRequests: { ignore: [/^\/api\//] } },
  ...(hasBotId && { turbopack: { resolveAlias: BOTID } }),
  // Read when a page is made, so a deployment has to bring them along.
  serverExternalPackages: ["pdfkit"],
  outputFileTracingIncludes: {
    "/*": [
      "./content/legal/**/*",
      "./content/demonstration.jsonl",
      "./lib/documents/fonts/*.ttf",
      ...(store.logo ? [`./public${store.logo.light}`] : []),
    ],
  },
  redirects,
  // Which of these are sold in is a setting of the desk; a code that is none would only fill the cache.
  rewrites: rewrites([...new Set([...CHARGED_CURRENCIES, ...Object.keys(store.currencies?.rates ?? {})])]),
  // Their groups have no names: where a source has a parameter, Next.js compiles each value with a colon anew for each request.
  headers: async () => [
    { source: "/(.*)", headers: SECURITY_HEADERS },
    {
      source: `/((?:${LANGUAGE})?|(?:${LANGUAGE}/)?(?:products|legal)(?:/.*)?|(?:_next|art|pictures|videos|feeds)(?:/.*)?|api(?:/(?!${SHOWN_EMAILS}).*)?|local(?:/(?!mail/[^/]+/html$).*)?|robots\\.txt|llms\\.txt|sitemap(?:-[a-z]+)?\\.xml|icon\\.svg)`,
      headers: FIXED_POLICY,
    },
    {
      source: `/((?:${LANGUAGE}/)?(?:${LISTS.join("|")})(?:/.*)?)`,
      missing: REFINEMENTS.map((key) => ({ type: "query" as const, key })),
      headers: FIXED_POLICY,
    },
    // Stripe's frames fetch the store's font from their own origin.
    {
      source: "/_next/static/media/:path*.woff2",
      headers: [{ key: "Access-Control-Allow-Origin", value: "*" }],
    },
    { source: "/art/:path*", headers: [{ key: "Cache-Control", value: "public, max-age=86400" }] },
  ],
  // Next writes the build's folder into its tsconfig; a side build keeps that out of the project's. The tests have
  // checked the types before they build.
  typescript: isSideBuild ? { tsconfigPath: "tsconfig.side.json", ignoreBuildErrors: true } : {},
};

/** Pages and data of all processes in one place: docs/deploy-vercel.md. Vercel has its own. */
const sharedCache = (phase: string): NextConfig =>
  phase === PHASE_PRODUCTION_SERVER && process.env.REDIS_URL && !process.env.VERCEL
    ? { cacheHandler: resolve("cache-handler.mjs"), cacheMaxMemorySize: 0 }
    : {};

export default async (phase: string): Promise<NextConfig> => {
  const whole = withNextIntl({ ...config, ...sharedCache(phase) });
  return hasBotId ? (await import("botid/next/config")).withBotId(whole) : whole;
};

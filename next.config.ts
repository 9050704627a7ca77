import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./i18n/request.ts");

const distDir = process.env.NEXT_DIST_DIR ?? ".next";
const isSideBuild = distDir !== ".next";

/** The same for every answer; the Content-Security-Policy differs by page and is set in `proxy.ts`. */
const SECURITY_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "X-Frame-Options", value: "SAMEORIGIN" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
  { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" },
];

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: false,
  devIndicators: false,
  // Tests and benchmarks build beside a running `next dev` without touching its output.
  distDir,
  headers: async () => [
    { source: "/:path*", headers: SECURITY_HEADERS },
    { source: "/art/:path*", headers: [{ key: "Cache-Control", value: "public, max-age=86400" }] },
  ],
  // Next writes the build's folder into its tsconfig; a side build keeps that out of the project's. The tests have
  // checked the types before they build.
  typescript: isSideBuild ? { tsconfigPath: "tsconfig.side.json", ignoreBuildErrors: true } : {},
};

export default withNextIntl(config);

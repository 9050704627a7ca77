import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./i18n/request.ts");

const distDir = process.env.NEXT_DIST_DIR ?? ".next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: false,
  devIndicators: false,
  // Tests and benchmarks build beside a running `next dev` without touching its output.
  distDir,
  // Next writes the build's folder into its tsconfig; a side build keeps that out of the project's.
  typescript: { tsconfigPath: distDir === ".next" ? "tsconfig.json" : "tsconfig.side.json" },
};

export default withNextIntl(config);

import { parse } from "node:path";
import type { NextConfig } from "next";

export default {
  poweredByHeader: false,
  // Built in its own folder, whose node_modules links to the project's.
  turbopack: { root: parse(process.cwd()).root },
} satisfies NextConfig;

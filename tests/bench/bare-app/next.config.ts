import { parse } from "node:path";
import type { NextConfig } from "next";

export default {
  poweredByHeader: false,
  // It is built in a folder of its own, whose node_modules is a link into the project's.
  turbopack: { root: parse(process.cwd()).root },
} satisfies NextConfig;

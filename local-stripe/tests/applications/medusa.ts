import { readFileSync } from "node:fs";
import type { Application } from "./application";

const source = readFileSync(new URL("medusa-drive.mjs", import.meta.url), "utf8");
const names = [...source.matchAll(/^ {2}"(.+)": async/gm)].map(([, name = ""]) => name);

export const medusa: Application = {
  name: "@medusajs/payment-stripe",
  folder: "libs/medusa",
  library: "@medusajs/payment-stripe",
  drives: names.map((what) => ({ what, run: async (shop) => shop.runModule(source, { DRIVE: what }) })),
};

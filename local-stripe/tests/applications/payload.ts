import { readFileSync } from "node:fs";
import type { Application } from "./application";

const source = readFileSync(new URL("payload-drive.mjs", import.meta.url), "utf8");
const names = [...source.matchAll(/^ {2}"(.+)": async/gm)].map(([, name = ""]) => name);

export const payload: Application = {
  name: "Payload (@payloadcms/plugin-stripe, plugin-ecommerce)",
  folder: "libs/payload",
  library: "@payloadcms/plugin-stripe",
  drives: names.map((what) => ({ what, run: async (shop) => shop.runModule(source, { DRIVE: what }) })),
};

import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { routing } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { env } from "@/lib/config/env";

const PRIVATE = ["/cart", "/checkout/", "/orders/"];

export default async function robots(): Promise<MetadataRoute.Robots> {
  // The store's address is known when it runs, not when it is built.
  await connection();
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: [
        "/api/",
        ...routing.locales.flatMap((locale) => PRIVATE.map((path) => localPath(locale, path))),
      ],
    },
    sitemap: new URL("/sitemap.xml", env().STORE_URL).href,
  };
}

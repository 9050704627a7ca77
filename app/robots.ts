import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { env } from "@/lib/config/env";

export default async function robots(): Promise<MetadataRoute.Robots> {
  // The store's address is known when it runs, not when it is built.
  await connection();
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: ["/api/", "/cart", "/checkout/", "/orders/", "/fr/cart", "/fr/checkout/", "/fr/orders/"],
    },
    sitemap: new URL("/sitemap.xml", env().STORE_URL).href,
  };
}

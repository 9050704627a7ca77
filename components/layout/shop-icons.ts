import type { Metadata } from "next";
import { shop } from "@/lib/config/shop";

/** The picture in the browser's tab, for the head of every document. */
export const shopIcons = (): Metadata["icons"] => ({ icon: shop().icon });

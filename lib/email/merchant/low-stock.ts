import type { Locale } from "@/i18n/routing";

/** `onHand` and `lowStockAt` in pieces; fewer than none are owed to orders. */
export type LowStockData = {
  locale: Locale;
  storeUrl: string;
  sku: string;
  /** With the options, as "Mug, Sand / M". */
  name: string;
  onHand: number;
  lowStockAt: number;
};

import type { Localized } from "@/lib/base/i18n-text";
import type { CollectionRule, OptionAxis } from "@/lib/db/schema/catalog";
import type { PricesByCurrency } from "@/lib/model/price";

type Seo = { seoTitle?: Localized | null | undefined; seoDescription?: Localized | null | undefined };

/** A variant as a file describes it. Amounts in minor units; what is absent stays as it is, or gets its default. */
export type GoodsVariant = {
  /** As the store knows it, so that it may get another SKU. No file has one: there it is known by its SKU. */
  id?: string | undefined;
  sku: string;
  /** The file has no SKU for it: a variant of the store with the same options keeps its own. */
  isSkuMade?: true | undefined;
  options: Record<string, string>;
  unitAmount: number;
  compareAtAmount?: number | null | undefined;
  /** All that are set for other currencies. */
  prices?: PricesByCurrency | undefined;
  costAmount?: number | null | undefined;
  barcode?: string | null | undefined;
  storagePlace?: string | null | undefined;
  weightGrams?: number | null | undefined;
  onHand?: number | undefined;
  lowStockAt?: number | null | undefined;
  backorder?: boolean | undefined;
  active?: boolean | undefined;
};

/** What a file of goods names, and where that stands in it. */
export type GoodsFile = { source: string; line: number; column: string };

/** A picture: a URL, the path of a stored picture or of a file under `public/`, or the name of a file. */
export type GoodsPicture = GoodsFile & {
  /** Undefined keeps what is stored. */
  alt?: Localized | null | undefined;
  /** Keys of the option values that it shows. */
  of: string[];
  /** A URL, the path of a stored video, or the name of a file. Undefined keeps what is stored. */
  video?: GoodsFile | null | undefined;
};

/** A product as a file describes it; its variants are all that are sold. */
export type GoodsProduct = Seo & {
  id?: string | undefined;
  slug: string;
  /** Slug, path of names, or name; the first that is known counts. None keeps the category. */
  categories: readonly string[];
  name: Localized;
  description?: Localized | undefined;
  details?: Localized[] | undefined;
  options: OptionAxis[];
  /** Paths under `/public`. */
  images?: Record<string, string> | undefined;
  /** All of them, in their order. */
  pictures?: GoodsPicture[] | undefined;
  vendor?: string | null | undefined;
  kind?: string | null | undefined;
  tags?: string[] | undefined;
  position?: number | undefined;
  featured?: boolean | undefined;
  active?: boolean | undefined;
  /** `since`: shown, since the product was first published or else now. Null is a draft. */
  publishedAt?: Date | "since" | null | undefined;
  taxCode?: string | null | undefined;
  variants: GoodsVariant[];
  /** Of a file in one language: the texts of other languages are kept, and options are known by their labels. */
  inOneLanguage?: boolean;
};

export type GoodsCategory = Seo & {
  slug: string;
  parent: string | null;
  name: Localized;
  description: Localized;
  position: number;
};

export type GoodsCollection = Seo & {
  slug: string;
  name: Localized;
  description: Localized;
  rule: CollectionRule | null;
  /** Slugs, in their order; empty where a rule chooses. */
  products: string[];
  position: number;
  publishedAt: Date | null;
};

export type GoodsRecord =
  | { kind: "product"; product: GoodsProduct }
  | { kind: "category"; category: GoodsCategory }
  | { kind: "collection"; collection: GoodsCollection };

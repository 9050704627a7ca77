/** What the store reads of a product's CSV, with the names that Shopify gives it: the older, then the newer. In the order in which it is written. */
export const COLUMNS = {
  handle: ["Handle", "URL handle"],
  title: ["Title"],
  body: ["Body (HTML)", "Body", "Description"],
  vendor: ["Vendor"],
  category: ["Product Category"],
  type: ["Type", "Custom Product Type"],
  tags: ["Tags"],
  published: ["Published", "Published on online store"],
  option1Name: ["Option1 Name"],
  option1Value: ["Option1 Value"],
  option2Name: ["Option2 Name"],
  option2Value: ["Option2 Value"],
  option3Name: ["Option3 Name"],
  option3Value: ["Option3 Value"],
  sku: ["Variant SKU", "SKU"],
  grams: ["Variant Grams", "Weight value (grams)"],
  tracker: ["Variant Inventory Tracker", "Inventory tracker"],
  quantity: ["Variant Inventory Qty", "Inventory quantity"],
  policy: ["Variant Inventory Policy", "Continue selling when out of stock"],
  price: ["Variant Price", "Price"],
  compareAt: ["Variant Compare At Price", "Compare-at price"],
  barcode: ["Variant Barcode", "Barcode"],
  image: ["Image Src", "Product image URL"],
  imagePosition: ["Image Position"],
  imageAlt: ["Image Alt Text"],
  /** The store's own: the film of which the picture is the poster. */
  imageVideo: ["Image Video"],
  /** The store's own: which option values the picture shows. */
  imageOf: ["Image Of"],
  giftCard: ["Gift Card"],
  seoTitle: ["SEO Title"],
  seoDescription: ["SEO Description"],
  variantImage: ["Variant Image", "Variant image URL"],
  weightUnit: ["Variant Weight Unit", "Weight unit for display"],
  cost: ["Cost per item"],
  /** The store's own: where it lies in the warehouse. */
  storagePlace: ["Storage Place"],
  status: ["Status"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

type FixedKey = keyof typeof COLUMNS;

/** The price in another currency, or the price before it: Shopify has "Price / International" for a market, here a currency's code stands for it. */
type CurrencyKey = `${"price" | "compareAt"}/${string}`;

export type ColumnKey = FixedKey | CurrencyKey;

const known = new Map<string, FixedKey>();
for (const key of Object.keys(COLUMNS) as FixedKey[]) {
  for (const name of COLUMNS[key]) known.set(name.toLowerCase(), key);
}

const currencies = new Set(Intl.supportedValuesOf("currency").map((code) => code.toLowerCase()));

export function columnOf(name: string): ColumnKey | undefined {
  const plain = name.trim().toLowerCase();
  const [, kind, code = ""] = /^(price|compare[ -]at price) \/ ([a-z]{3})$/.exec(plain) ?? [];
  if (kind && currencies.has(code)) return kind === "price" ? `price/${code}` : `compareAt/${code}`;
  return known.get(plain);
}

/** The columns of a currency, as they are written. */
export const currencyColumns = (code: string): [CurrencyKey, string][] => [
  [`price/${code}`, `Price / ${code.toUpperCase()}`],
  [`compareAt/${code}`, `Compare At Price / ${code.toUpperCase()}`],
];

/** The currencies that a file has prices in, by its columns. */
export const currenciesOf = (keys: readonly string[]): string[] =>
  keys.flatMap((key) => (key.startsWith("price/") ? [key.slice("price/".length)] : []));

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
  giftCard: ["Gift Card"],
  seoTitle: ["SEO Title"],
  seoDescription: ["SEO Description"],
  variantImage: ["Variant Image", "Variant image URL"],
  weightUnit: ["Variant Weight Unit", "Weight unit for display"],
  cost: ["Cost per item"],
  status: ["Status"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type ColumnKey = keyof typeof COLUMNS;

const known = new Map<string, ColumnKey>();
for (const key of Object.keys(COLUMNS) as ColumnKey[]) {
  for (const name of COLUMNS[key]) known.set(name.toLowerCase(), key);
}

export const columnOf = (name: string): ColumnKey | undefined => known.get(name.trim().toLowerCase());

/** What `npm run new-store` writes, from the project's folder. */
export const FILES = {
  shop: "store.config.ts",
  languages: "languages.config.ts",
  settings: ".env.local",
  /** In the store's own format; brought in by the first start, while the shop has no goods. */
  goods: "content/first-goods.jsonl",
  card: "public/shop-card.jpg",
} as const;

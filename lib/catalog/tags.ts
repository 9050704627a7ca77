/** Tags name what is shown, so that a change renews only the pages that show it. The database's triggers write the same names: decision 38. */
export const productTag = (slug: string) => `product:${slug}`;
/** @param list as in `listings`: `all`, `featured`, `category:<slug>`, `collection:<slug>` */
export const listTag = (list: string) => `list:${list}`;
export const CATEGORIES_TAG = "categories";

/** Beside the language, the parameter of a page may have a currency that is not the store's own: `fr~usd`. */
export const SEPARATOR = "~";

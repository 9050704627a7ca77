/** Pages that a shop must have by law; each has a text by language under `content/legal/`. */
export const LEGAL_PAGES = ["imprint", "terms", "privacy", "returns", "delivery"] as const;

export type LegalPage = (typeof LEGAL_PAGES)[number];

export const legalPath = (page: LegalPage): string => `/legal/${page}`;

/** Pages that a shop must have by law; each has a text by language under `content/legal/`. */
export const LEGAL_PAGES = ["imprint", "terms", "privacy", "returns", "delivery"] as const;

export type LegalPage = (typeof LEGAL_PAGES)[number];

/** Those that a checkout names beside its button. */
export const AGREED_PAGES = ["terms", "returns"] as const satisfies LegalPage[];

export type AgreedPage = (typeof AGREED_PAGES)[number];

export const legalPath = (page: LegalPage): string => `/legal/${page}`;

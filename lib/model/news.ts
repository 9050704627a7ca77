/** Whether somebody may be sent news by e-mail: asked for it and has not confirmed yet, has confirmed, or wants none any more. */
export const NEWS_STATES = ["asked", "confirmed", "withdrawn"] as const;

export type NewsState = (typeof NEWS_STATES)[number];

/** Where somebody agreed or withdrew: a page, a link in an e-mail, the mail program's own button, the desk, or with all that was known of them. */
export type NewsSource = "account" | "order" | "link" | "one_click" | "desk" | "erased";

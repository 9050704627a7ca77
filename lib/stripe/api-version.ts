/** The API version whose objects the store's code and types expect. The SDK pins the same; a test compares them. */
export const STRIPE_API_VERSION = "2026-10-28.endive";

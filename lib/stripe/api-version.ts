/** The version of the objects that the code expects. A test compares it with the SDK's. */
export const STRIPE_API_VERSION = "2026-10-28.endive";

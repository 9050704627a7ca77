export * from "./cart";
export * from "./catalog";
export * from "./discounts";
export * from "./inventory";
export * from "./orders";
export * from "./outbox";
export * from "./rate-limits";
export * from "./webhooks";

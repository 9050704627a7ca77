export { test } from "./testing/playwright-test";

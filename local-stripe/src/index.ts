export { createLocalStripe, type LocalStripe, type LocalStripeOptions } from "./app";
export { readSeed, type Seed, seedOf } from "./seed/read-seed";
export {
  type PlannedFault,
  type ReceivedEvent,
  type TestActions,
  type TimeSpan,
  testActions,
} from "./testing/test-actions";

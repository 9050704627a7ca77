export { useLocalStripe } from "./testing/use-local-stripe";

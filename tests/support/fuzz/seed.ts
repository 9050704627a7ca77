/** The same seed asks the same again. Each night's run has a new one, so that a change is never blamed for what it did not do. */
export const FUZZ_SEED = Number(process.env.FUZZ_SEED ?? 1);

/** Requests to all routes together. CI asks for more with `FUZZ_REQUESTS`. */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 4_500);

/** How many each of so many handlers gets. */
export const fuzzRuns = (handlers: number): number => Math.ceil(REQUESTS / handlers);

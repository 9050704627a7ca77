/** The same seed asks the same again: `FUZZ_SEED=… npx vitest run --project integration fuzz`. */
export const FUZZ_SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Requests to all routes together. CI asks for more with `FUZZ_REQUESTS`. */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 3_000);

/** How many each of so many handlers gets. */
export const fuzzRuns = (handlers: number): number => Math.ceil(REQUESTS / handlers);

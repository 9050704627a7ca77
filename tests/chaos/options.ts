import { randomInt } from "node:crypto";

export type ChaosOptions = {
  /** How many shoppers go through a checkout. */
  orders: number;
  seed: number;
  /** Shoppers at the same time. */
  atOnce: number;
  /** How many of the shoppers have a real browser. */
  browsers: number;
};

type Given = {
  orders?: string | undefined;
  seed?: string | undefined;
  long: boolean;
  "at-once"?: string | undefined;
  browsers?: string | undefined;
};

const DEFAULT_ORDERS = 200;
const LONG_ORDERS = 20_000;
const DEFAULT_AT_ONCE = 8;
/** A shopper in a browser costs as much as thirty others, so one in forty is. */
const ONE_BROWSER_IN = 40;

/** @throws Error that says which argument is wrong */
export function readOptions(given: Given): ChaosOptions {
  const orders = whole("--orders", given.orders, 1, 100_000) ?? (given.long ? LONG_ORDERS : DEFAULT_ORDERS);
  return {
    orders,
    seed: whole("--seed", given.seed, 1, 2 ** 31) ?? randomInt(1, 1_000_000),
    atOnce: whole("--at-once", given["at-once"], 1, 100) ?? DEFAULT_AT_ONCE,
    browsers: whole("--browsers", given.browsers, 0, orders) ?? Math.ceil(orders / ONE_BROWSER_IN),
  };
}

/** The command that repeats a run. */
export const commandOf = ({ orders, seed, atOnce, browsers }: ChaosOptions): string =>
  `npm run test:chaos -- --orders ${orders} --seed ${seed} --at-once ${atOnce} --browsers ${browsers}`;

function whole(name: string, given: string | undefined, least: number, most: number): number | null {
  if (given === undefined) return null;
  const value = Number(given);
  if (/^\d+$/.test(given) && value >= least && value <= most) return value;
  throw new Error(`${name} must be a whole number from ${least} to ${most}, not "${given}"`);
}

import { randomInt } from "node:crypto";

export type ChaosOptions = {
  /** How many shoppers go through a checkout. */
  orders: number;
  seed: number;
  /** Shoppers at the same time. */
  atOnce: number;
};

type Given = {
  orders?: string | undefined;
  seed?: string | undefined;
  long: boolean;
  "at-once"?: string | undefined;
};

const DEFAULT_ORDERS = 200;
const LONG_ORDERS = 20_000;
const DEFAULT_AT_ONCE = 8;

/** @throws Error that says which argument is wrong */
export function readOptions(given: Given): ChaosOptions {
  const standard = given.long ? LONG_ORDERS : DEFAULT_ORDERS;
  return {
    orders: whole("--orders", given.orders, 100_000) ?? standard,
    seed: whole("--seed", given.seed, 2 ** 31) ?? randomInt(1, 1_000_000),
    atOnce: whole("--at-once", given["at-once"], 100) ?? DEFAULT_AT_ONCE,
  };
}

function whole(name: string, given: string | undefined, most: number): number | null {
  if (given === undefined) return null;
  const value = Number(given);
  if (/^\d+$/.test(given) && value >= 1 && value <= most) return value;
  throw new Error(`${name} must be a whole number from 1 to ${most}, not "${given}"`);
}

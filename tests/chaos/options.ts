import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";

export type ChaosOptions = {
  /** How many shoppers go through a checkout. */
  orders: number;
  seed: number;
  /** Whether the build of the last run is used again. */
  noBuild: boolean;
  /** Shoppers at the same time. */
  atOnce: number;
};

const DEFAULT_ORDERS = 200;
const LONG_ORDERS = 20_000;

/** @throws Error that says which argument is wrong */
export function readOptions(args: string[]): ChaosOptions {
  const { values } = parseArgs({
    args,
    options: {
      orders: { type: "string" },
      seed: { type: "string" },
      long: { type: "boolean", default: false },
      "no-build": { type: "boolean", default: false },
      "at-once": { type: "string", default: "8" },
    },
  });
  const standard = String(values.long ? LONG_ORDERS : DEFAULT_ORDERS);
  return {
    orders: whole("--orders", values.orders ?? standard, 100_000),
    seed: whole("--seed", values.seed ?? String(randomInt(1, 1_000_000)), 2 ** 31),
    noBuild: values["no-build"],
    atOnce: whole("--at-once", values["at-once"], 100),
  };
}

function whole(name: string, given: string, most: number): number {
  const value = Number(given);
  if (/^\d+$/.test(given) && value >= 1 && value <= most) return value;
  throw new Error(`${name} must be a whole number from 1 to ${most}, not "${given}"`);
}

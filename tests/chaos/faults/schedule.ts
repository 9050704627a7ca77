import { seeded } from "../random";
import { FAULTS, type FaultKind } from "./kinds";

export type ScheduledFault = {
  kind: FaultKind;
  /** It begins when this shopper does, so that it does not depend on how fast the machine is. */
  at: number;
};

/** A small run has one fault for every few shoppers, so that it meets most kinds; a long one has many of each anyway. */
const faultCount = (orders: number) => Math.max(1, Math.floor(Math.min(orders / 5, 25 + orders / 40)));

const KINDS = Object.keys(FAULTS) as FaultKind[];
const ONCE: readonly FaultKind[] = ["deploy"];

/** Every kind in turn, each round in another order, spread over the run; a deployment only once, in the middle. Pure. */
export function faultsOf(seed: number, orders: number): ScheduledFault[] {
  const random = seeded(seed, "faults");
  const repeated = KINDS.filter((kind) => !ONCE.includes(kind));
  const count = faultCount(orders);
  const kinds: FaultKind[] = [];
  while (kinds.length < count) kinds.push(...random.shuffle(repeated));
  const first = Math.min(5, orders - 1);
  const faults = kinds.slice(0, count).map((kind) => ({ kind, at: random.between(first, orders - 1) }));
  const once = ONCE.map((kind) => ({ kind, at: Math.floor(orders / 2) }));
  return [...faults, ...once].sort((left, right) => left.at - right.at);
}

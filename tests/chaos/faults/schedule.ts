import { seeded } from "../random";
import { FAULTS, type FaultKind } from "./kinds";

export type ScheduledFault = {
  kind: FaultKind;
  /** It begins when this shopper does, so that it does not depend on how fast the machine is. */
  at: number;
};

const SHOPPERS_PER_FAULT = 6;

const KINDS = Object.keys(FAULTS) as FaultKind[];
const ONCE: readonly FaultKind[] = ["deploy"];

/** Every kind in turn, each round in another order, spread over the run; a deployment only once, in the middle. Pure. */
export function faultsOf(seed: number, orders: number): ScheduledFault[] {
  const random = seeded(seed, "faults");
  const repeated = KINDS.filter((kind) => !ONCE.includes(kind));
  const count = Math.max(1, Math.floor(orders / SHOPPERS_PER_FAULT));
  const kinds: FaultKind[] = [];
  while (kinds.length < count) kinds.push(...random.shuffle(repeated));
  const first = Math.min(5, orders - 1);
  const faults = kinds.slice(0, count).map((kind) => ({ kind, at: random.between(first, orders - 1) }));
  const once = ONCE.map((kind) => ({ kind, at: Math.floor(orders / 2) }));
  return [...faults, ...once].sort((left, right) => left.at - right.at);
}

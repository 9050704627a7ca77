import type { Case } from "./case";
import { cleanUp, type Made } from "./clean-up";
import { compareAnswers, type Recordings } from "./recordings";
import { type Result, runCase } from "./run-case";
import type { Target } from "./target";

type Say = (line: string) => void;

interface Running {
  /** Gets what is made. */
  made?: Made[];
  /** Stops between two cases. */
  signal?: AbortSignal | undefined;
  onResult?: (result: Result, at: number) => void;
}

/** Runs each case, one after the other. */
export async function runSuite(
  target: Target,
  cases: readonly Case[],
  { made = [], signal, onResult }: Running = {},
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [at, one] of cases.entries()) {
    if (signal?.aborted) break;
    const result = await runCase(target, one, made).catch(
      (error): Result => ({ name: one.name, faults: [String(error)], answers: [] }),
    );
    results.push(result);
    onResult?.(result, at);
  }
  return results;
}

/** How many objects of which kind the cases make: what an account will have afterwards. */
function willMake(cases: readonly Case[]): string[] {
  const counts = new Map<string, number>();
  for (const step of cases.flatMap(({ steps }) => steps)) {
    if (!("request" in step) || step.status !== 200) continue;
    const [, kind] = /^POST \/v1\/([a-z_/]+)$/.exec(step.request) ?? [];
    if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].sort().map(([kind, count]) => `${count} ${kind}`);
}

/** @throws Error when the keys are not those of a test account */
export function checkKeys(secretKey: string | undefined, publishableKey: string | undefined): void {
  const given = [
    ["STRIPE_SECRET_KEY", secretKey, /^(sk|rk)_test_\w+$/],
    ["STRIPE_PUBLISHABLE_KEY", publishableKey, /^pk_test_\w+$/],
  ] as const;
  for (const [name, key, form] of given) {
    if (!key) throw new Error(`${name} is not set: the keys of a test account or a sandbox.`);
    if (/_live_/.test(key))
      throw new Error(`${name} is a live key. The cases pay, refund and dispute: use a test account.`);
    if (!form.test(key)) throw new Error(`${name} is no such key of Stripe's test mode.`);
  }
}

/** Runs the cases against Stripe and tells what differs; what can be taken back is. */
export async function runAgainstStripe(
  { local, stripe, recordings }: { local: Target; stripe: Target; recordings: Recordings },
  cases: readonly Case[],
  say: Say,
  signal?: AbortSignal,
): Promise<{ different: number; faults: number }> {
  say(
    `This makes in the account of ${stripe.keysFor("").secret.slice(0, 12)}…: ${willMake(cases).join(", ")}.`,
  );
  const made: Made[] = [];
  let different = 0;
  let faults = 0;
  const ours = await runSuite(local, cases);
  const onResult = (result: Result, at: number) => {
    const own = ours[at]?.answers ?? [];
    const differences = result.leftOut ? [] : compareAnswers(own, result.answers, [local.name, stripe.name]);
    // An answer that never came would replace one that did.
    if (result.answers.length > 0) recordings.write(result);
    if (result.leftOut) return;
    const isSame = differences.length + result.faults.length === 0;
    say(`${isSame ? "=" : "≠"} ${result.name}`);
    for (const fault of result.faults) say(`    not as expected: ${fault}`);
    for (const difference of differences) say(`    ${difference}`);
    if (differences.length > 0) different += 1;
    if (result.faults.length > 0) faults += 1;
  };
  const theirs = await runSuite(stripe, cases, { made, signal, onResult });
  sayWhatIsLeftOut(theirs, say);
  say("What it made, and what of it stays, because Stripe lets nobody delete it:");
  for (const line of await cleanUp(stripe, made)) say(`    ${line}`);
  const run = theirs.filter(({ leftOut }) => !leftOut).length;
  say(
    `${run} of ${cases.length} cases run, ${different} with differences, ${faults} not as expected at Stripe.`,
  );
  return { different, faults };
}

/** Runs the cases against the local Stripe, and compares with what it and Stripe answered before. @returns how many cases are not as they were or as expected */
export async function runLocally(
  target: Target,
  { local, stripe }: { local: Recordings; stripe: Recordings },
  cases: readonly Case[],
  say: Say,
): Promise<number> {
  let wrong = 0;
  let compared = 0;
  let different = 0;
  const results = await runSuite(target, cases);
  for (const { name, answers, faults, leftOut } of results) {
    if (leftOut) continue;
    const before = local.read(name);
    const changes = before ? compareAnswers(before, answers, ["before", "now"]) : ["no answers are kept"];
    for (const fault of faults) say(`✗ ${name}: ${fault}`);
    for (const change of changes) say(`✗ ${name}: ${change}`);
    if (faults.length + changes.length > 0) wrong += 1;
    const recorded = stripe.read(name);
    const differences = recorded ? compareAnswers(answers, recorded, [target.name, "Stripe"]) : [];
    if (recorded) compared += 1;
    if (differences.length > 0) different += 1;
    for (const difference of differences) say(`≠ ${name}: ${difference}`);
  }
  sayWhatIsLeftOut(results, say);
  const run = results.filter(({ leftOut }) => !leftOut).length;
  say(
    `${run} of ${cases.length} cases run, ${wrong} not as expected or not as before. Answers of Stripe are kept for ${compared}, ${different} of them with differences.`,
  );
  return wrong;
}

/** Keeps the local Stripe's answers. @returns how many cases were not as expected, whose answers are not kept */
export async function recordLocally(
  target: Target,
  recordings: Recordings,
  cases: readonly Case[],
  say: Say,
): Promise<number> {
  const results = await runSuite(target, cases);
  for (const result of results) {
    if (result.faults.length === 0) recordings.write(result);
    for (const fault of result.faults) say(`✗ ${result.name}: ${fault}`);
  }
  sayWhatIsLeftOut(results, say);
  const wrong = results.filter(({ faults }) => faults.length > 0).length;
  say(`${results.length - wrong} cases kept, ${wrong} not as expected.`);
  return wrong;
}

function sayWhatIsLeftOut(results: readonly Result[], say: Say): void {
  const reasons = new Map<string, number>();
  for (const { leftOut } of results) if (leftOut) reasons.set(leftOut, (reasons.get(leftOut) ?? 0) + 1);
  for (const [reason, count] of reasons) say(`– ${count} left out: ${reason}`);
}

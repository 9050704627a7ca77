import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { differencesOf } from "./answers";
import type { Case } from "./case";
import { type Answer, cleanUp, type Made, type Result, runCase, type Target } from "./run-case";

/** Runs each case, one after the other. */
export async function runSuite(target: Target, cases: readonly Case[], made: Made[] = []): Promise<Result[]> {
  const results: Result[] = [];
  for (const one of cases) {
    try {
      results.push(await runCase(target, one, made));
    } catch (error) {
      results.push({ name: one.name, faults: [String(error)], answers: [] });
    }
  }
  return results;
}

/** How many objects of which kind the cases make: what an account will have afterwards. */
export function willMake(cases: readonly Case[]): string[] {
  const counts = new Map<string, number>();
  for (const step of cases.flatMap(({ steps }) => steps)) {
    if ("browser" in step) continue;
    const [, kind] = /^POST \/v1\/([a-z_/]+)$/.exec(step.request) ?? [];
    if (kind && step.status === 200) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].sort().map(([kind, count]) => `${count} ${kind}`);
}

/** One file of answers a case, in a folder. */
export class Recordings {
  constructor(private readonly folder: string) {}

  write({ name, answers, leftOut }: Result): void {
    if (leftOut) return;
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(this.path(name), `${JSON.stringify({ name, answers }, null, 2)}\n`);
  }

  read(name: string): Answer[] | undefined {
    const path = this.path(name);
    return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).answers : undefined;
  }

  private path(name: string): string {
    return `${this.folder}/${name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")}.json`;
  }
}

/** Where the local Stripe's answers to a case differ from Stripe's: one line each. */
export function compareAnswers(local: readonly Answer[], other: readonly Answer[]): string[] {
  return local.flatMap((answer, at) => {
    const theirs = other[at];
    if (!theirs) return [`${answer.step}: Stripe has no answer, as the case ended before`];
    return differencesOf(
      { status: answer.status, ...{ body: answer.body } },
      { status: theirs.status, ...{ body: theirs.body } },
    ).map((difference) => `${answer.step}: ${difference.replace(/^body\./, "")}`);
  });
}

/** @throws Error when the keys are not those of a test account. */
export function checkKeys(secretKey: string | undefined, publishableKey: string | undefined): void {
  for (const [name, key] of [
    ["STRIPE_SECRET_KEY", secretKey],
    ["STRIPE_PUBLISHABLE_KEY", publishableKey],
  ]) {
    if (!key) throw new Error(`${name} is not set: the keys of a test account or a sandbox.`);
    if (/_live_/.test(key))
      throw new Error(`${name} is a live key. The cases pay, refund and dispute: use a test account.`);
    if (!/^(sk|rk|pk)_test_\w+$/.test(key)) throw new Error(`${name} is no key of Stripe's test mode.`);
  }
}

/** Runs the cases against Stripe and tells what differs; what can be taken back is. */
export async function runAgainstStripe(
  { local, stripe, recordings }: { local: Target; stripe: Target; recordings: Recordings },
  cases: readonly Case[],
  say: (line: string) => void,
): Promise<{ different: number; faults: number }> {
  say(`This makes in the account of ${stripe.secretKey.slice(0, 12)}…: ${willMake(cases).join(", ")}.`);
  say(
    "Customers, coupons and endpoints are deleted afterwards, goods and prices archived, what is unpaid cancelled. Payments stay.",
  );
  const made: Made[] = [];
  let different = 0;
  let faults = 0;
  const ours = await runSuite(local, cases);
  const theirs = await runSuite(stripe, cases, made);
  for (const [at, result] of theirs.entries()) {
    const differences = result.leftOut ? [] : compareAnswers(ours[at]?.answers ?? [], result.answers);
    recordings.write(result);
    if (result.leftOut) say(`– ${result.name}: left out, ${result.leftOut}`);
    else if (differences.length + result.faults.length > 0) say(`≠ ${result.name}`);
    for (const fault of result.faults) say(`    not as expected: ${fault}`);
    for (const difference of differences) say(`    ${difference}`);
    if (differences.length > 0) different += 1;
    if (result.faults.length > 0) faults += 1;
  }
  const { gone, stays } = await cleanUp(stripe, made);
  say(
    `${theirs.length} cases, ${different} with differences, ${faults} not as expected. Cleaned up ${gone} objects, ${stays} stay.`,
  );
  return { different, faults };
}

/** Runs the cases against the local Stripe, and compares with what Stripe answered when somebody asked it. */
export async function runLocally(
  local: Target,
  recordings: Recordings,
  cases: readonly Case[],
  say: (line: string) => void,
): Promise<number> {
  let faults = 0;
  let compared = 0;
  const results = await runSuite(local, cases);
  for (const result of results) {
    const recorded = recordings.read(result.name);
    const differences = recorded ? compareAnswers(result.answers, recorded) : [];
    if (recorded) compared += 1;
    if (result.leftOut) say(`– ${result.name}: left out, ${result.leftOut}`);
    for (const fault of result.faults) say(`✗ ${result.name}: ${fault}`);
    for (const difference of differences) say(`≠ ${result.name}: ${difference}`);
    if (result.faults.length > 0) faults += 1;
  }
  const left = results.filter(({ leftOut }) => leftOut).length;
  say(
    `${results.length - left} cases run, ${left} left out, ${faults} not as expected; ${compared} compared with Stripe's answers.`,
  );
  return faults;
}

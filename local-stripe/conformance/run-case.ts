import type { BrowserStep, Case, ControlStep, RequestStep, Step } from "./case";
import { COLLECTION, type Made } from "./clean-up";
import { isRecord, unmet } from "./compare";
import { filled } from "./fill";
import { keptAnswer, keptKinds } from "./kept";
import { call, type Keys, type Target } from "./target";

export interface Answer {
  step: string;
  status: number;
  /** As it is kept: without what differs from run to run. */
  body: unknown;
}

export interface Result {
  name: string;
  /** Why it was not run. */
  leftOut?: string;
  /** What was expected and not so. */
  faults: string[];
  answers: Answer[];
}

/** Seconds that a case may wait at Stripe. */
const LONGEST_WAIT = 120;
/** When local cases begin: always the same, so that their answers are too. A morning, far from the end of a day, a month or a year. */
const MORNING = Date.UTC(2027, 2, 10, 10) / 1000;

interface Run {
  target: Target;
  keys: Keys;
  known: Record<string, unknown> & { run: { id: string; now: number } };
  made: Made[];
}

export async function runCase(target: Target, one: Case, made: Made[]): Promise<Result> {
  const result: Result = { name: one.name, faults: [], answers: [] };
  const left = leftOut(target, one);
  if (left) return { ...result, leftOut: left };
  const id = `run0${Math.random().toString(36).slice(2, 10)}`;
  const now = target.control ? MORNING : Math.floor(Date.now() / 1000);
  const run: Run = { target, keys: target.keysFor(id), known: { run: { id, now } }, made };
  if (target.control) await control(run, "POST clock", { now });
  for (const step of one.steps) {
    if ("control" in step) {
      await control(run, step.control, step.body);
      continue;
    }
    const title = titleOf(step);
    const answer = "browser" in step ? await browse(run, step) : await ask(run, step);
    if (step.as) run.known[step.as] = answer.body;
    const from = run.known.run.now;
    const isOfAccount = "request" in step && step.isOfAccount;
    const kept = isOfAccount
      ? keptKinds(answer.body)
      : keptAnswer(answer.body, { from, instead: [[id, "<run>"]] });
    result.answers.push({ step: title, status: answer.status, body: kept });
    const wanted = "browser" in step ? 0 : step.status;
    const expected = filled(step.expect ?? {}, run.known);
    if (answer.status !== wanted) {
      const { error } = isRecord(answer.body) ? answer.body : { error: undefined };
      const sentence = isRecord(error) ? ` (${error.message})` : "";
      result.faults.push(`${title}: status ${answer.status}, not ${wanted}${sentence}`);
    } else result.faults.push(...unmet(expected, answer.body).map((fault) => `${title}: ${fault}`));
    // What follows stands on this answer.
    if (result.faults.length > 0) break;
  }
  return result;
}

function titleOf(step: RequestStep | BrowserStep): string {
  return "browser" in step ? "browser" : step.request;
}

function leftOut(target: Target, { steps }: Case): string | undefined {
  if (!target.browse && steps.some((step) => "browser" in step)) return "needs a browser";
  if (target.control) return undefined;
  if (steps.some((step) => "control" in step)) return "needs the local Stripe's control";
  if (steps.some((step) => waitOf(step) > LONGEST_WAIT)) return "needs a clock that can be moved";
  return undefined;
}

const waitOf = (step: Step) => ("request" in step ? (step.atStripe ?? step.after ?? 0) : 0);

/** As the account of the case: each secret key has a clock of its own. */
async function control(run: Run, what: ControlStep["control"], body: object = {}): Promise<void> {
  const [method = "POST", path = ""] = what.split(" ");
  const answer = await fetch(`${run.target.control}/${filled(path, run.known)}`, {
    method,
    headers: { authorization: `Bearer ${run.keys.secret}` },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${what}: ${await answer.text()}`);
  if (path === "clock") run.known.run.now = (await answer.json()).now;
}

async function browse({ target, keys, known }: Run, step: BrowserStep) {
  const page = { script: target.script, key: keys.publishable };
  const body = await target.browse?.(page, filled(step.browser, known) as BrowserStep["browser"]);
  return { status: 0, body };
}

async function ask(run: Run, step: RequestStep) {
  const { target, keys, known } = run;
  if (step.after && target.control) await control(run, "POST clock", { advance_seconds: step.after });
  const until = Date.now() + (target.control ? 0 : waitOf(step) * 1_000);
  for (;;) {
    const answer = await call(target, keys, step, known);
    const expected = filled(step.expect ?? {}, { ...known, ...(step.as && { [step.as]: answer.body }) });
    const isSo = answer.status === step.status && unmet(expected, answer.body).length === 0;
    if (Date.now() >= until || isSo) {
      run.made.push(...madeBy(step, String(filled(step.request, known)), answer.body, keys));
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

/** What a call made, by its address: also the product that a price brings with it. */
function madeBy(step: RequestStep, request: string, body: unknown, keys: Keys): Made[] {
  const [method, path = ""] = request.split(" ");
  if (method !== "POST" || !isRecord(body) || typeof body.id !== "string" || path.includes(body.id))
    return [];
  const collection = COLLECTION.exec(path)?.[0];
  if (!collection) return [];
  const brings = step.body && "product_data" in step.body && typeof body.product === "string";
  return [
    ...(brings ? [{ path: `/v1/products/${body.product}`, keys }] : []),
    { path: `${collection}/${body.id}`, keys },
  ];
}

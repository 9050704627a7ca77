import "server-only";
import type { z } from "zod";
import type { Locale } from "@/i18n/routing";
import type { BodyReader } from "@/lib/http/body-reader";
import { type AuditAction, type AuditSubject, hasRight, type Right } from "@/lib/model/staff";
import type { RouteOutcome, RouteRefusal } from "@/lib/routes/answer";
import { route, type Taken } from "@/lib/routes/route.server";
import { audited } from "./audit.server";
import { readStaff, type Staff } from "./read-staff.server";
import { type MoneyGivenUp, mayGiveUp } from "./second-person.server";

type Asked<Params, Body> = {
  staff: Staff;
  params: Params;
  body: Body;
  request: Request;
  headers: Headers;
  locale: Locale;
};

type Reading<Params> = { right: Right; params?: z.ZodType<Params>; query?: z.ZodType };

type Changing<Params, Body> = Omit<Reading<Params>, "query"> & {
  action: AuditAction;
  body: BodyReader<Body> | "none";
  /** What of the body the audit log keeps; all of it when left out. People's data does not belong there, as nothing there is ever deleted. */
  logged?: (body: Body) => Record<string, unknown>;
  /** What is changed, as the audit log names it. */
  about: (asked: { staff: Staff; params: Params; body: Body }) => AuditSubject;
  /** The money that the change gives up, if it does; above the shop's limit the change waits for a second person. */
  money?: (asked: { params: Params; body: Body }) => Promise<MoneyGivenUp | null>;
};

/** What came of a change. `before` and `after`, and what else is `noted`, go into the audit log, without secrets; `answer` to the browser. */
type Changed =
  | {
      ok: true;
      before?: unknown;
      after?: unknown;
      noted?: Record<string, unknown>;
      answer?: Record<string, unknown> | Response;
    }
  | RouteRefusal;

/** What a route of the desk wants, for tests that try each as every role. */
type Door = { right: Right; action: AuditAction | null; isTrial?: true; givesMoneyUp?: boolean };

/**
 * Makes a route by which staff change something. Who has no right to it gets 403 `right_missing` before anything of the body is read. Each change is
 * between two entries of the audit log.
 */
export function deskChange<Params = unknown, Body = unknown>(
  rules: Changing<Params, Body>,
  make: (asked: Asked<Params, Body>) => Promise<Changed>,
) {
  const answer = route<Params, unknown, unknown, Staff>(
    { ...common(rules), from: "own pages", body: "none" },
    async ({ request, headers, params, owner: staff }) => {
      if (!hasRight(staff.role, rules.right)) return { ok: false, code: "right_missing" };
      const read =
        rules.body === "none" ? { ok: true as const, data: undefined as Body } : await rules.body(request);
      if (!read.ok) return read;
      const body = read.data;
      const { action, right } = rules;
      const subject = rules.about({ staff, params, body });
      const change = { staff, headers, action, subject };
      const changed = await audited<Changed>(change, rules.logged?.(body) ?? asRecord(body), async () => {
        const money = await rules.money?.({ params, body });
        const isHeld = money && !(await mayGiveUp({ staff, right, action, subject }, money));
        const result: Changed = isHeld
          ? { ok: false, code: "second_person_needed" }
          : await make({ staff, params, body, request, headers, locale: staff.locale });
        return { result, ended: endOf(result) };
      });
      return answerTo(changed);
    },
  );
  const takes: Taken = {
    ...answer.takes,
    body: rules.body === "none" ? "none" : { schema: rules.body.schema, formats: rules.body.formats },
  };
  const door: Door = {
    right: rules.right,
    action: rules.action,
    givesMoneyUp: rules.money !== undefined,
  };
  return Object.assign(answer, { takes, door });
}

/** Makes a route by which staff read something. */
export function deskRead<Params = unknown>(
  rules: Reading<Params>,
  read: (asked: Omit<Asked<Params, never>, "body">) => Promise<RouteOutcome>,
) {
  const answer = route<Params, unknown, unknown, Staff>(
    { ...common(rules), from: "anyone", body: "none" },
    async ({ request, headers, params, owner: staff }) =>
      hasRight(staff.role, rules.right)
        ? read({ staff, params, request, headers, locale: staff.locale })
        : { ok: false, code: "right_missing" },
  );
  const door: Door = { right: rules.right, action: null };
  return Object.assign(answer, { door });
}

/** Makes a route that says what a change would do, and makes none: nothing of it is in the log. */
export function deskTrial<Params = unknown, Body = unknown>(
  rules: Pick<Changing<Params, Body>, "right" | "params"> & { body: BodyReader<Body> },
  look: (asked: Asked<Params, Body>) => Promise<RouteOutcome>,
) {
  const answer = route<Params, unknown, unknown, Staff>(
    { ...common(rules), from: "own pages", body: "none" },
    async ({ request, headers, params, owner: staff }) => {
      if (!hasRight(staff.role, rules.right)) return { ok: false, code: "right_missing" };
      const read = await rules.body(request);
      return read.ok
        ? look({ staff, params, body: read.data, request, headers, locale: staff.locale })
        : read;
    },
  );
  const takes: Taken = {
    ...answer.takes,
    body: { schema: rules.body.schema, formats: rules.body.formats },
  };
  const door: Door = { right: rules.right, action: null, isTrial: true };
  return Object.assign(answer, { takes, door });
}

/** Staff are few and known, so nothing is counted. */
const common = <Params>({ params, query }: Reading<Params>) => ({
  ...(params && { params }),
  ...(query && { query }),
  owner: readStaff,
  limit: "none" as const,
});

function answerTo(changed: Changed): RouteOutcome {
  if (!changed.ok) return changed;
  const { answer = {} } = changed;
  return answer instanceof Response ? answer : { ok: true, ...answer };
}

function endOf(changed: Changed) {
  if (!changed.ok)
    return {
      outcome: "refused" as const,
      detail: { code: "code" in changed ? changed.code : "rate_limited" },
    };
  const { before = null, after = null, noted } = changed;
  return { outcome: "done" as const, detail: { before, after, ...noted } };
}

const asRecord = (body: unknown): Record<string, unknown> =>
  typeof body === "object" && body !== null ? { ...body } : {};

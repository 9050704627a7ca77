import { readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { auditEntries, staff } from "@/lib/db/schema";
import { hasRight, type Right, STAFF_ROLES } from "@/lib/model/staff";
import { DESK_PAGES } from "@/lib/staff/desk-pages";
import { answerText } from "@/tests/support/answer-text";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";
import { validFor } from "@/tests/support/fuzz/from-schema";
import { type Cast, makeCast, prepareStage } from "@/tests/support/fuzz/people";
import { addressOf, allRoutes, appFiles } from "@/tests/support/fuzz/route-files";
import { testStripe } from "@/tests/support/local-stripe";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const { db } = await testDatabase();
const { stripe, url } = await testStripe();

type Door = { right: Right; action: string | null; isTrial?: true; givesMoneyUp?: boolean };

/** Ways in and out, which are for who is not signed in. */
const OPEN = /^POST \/api\/admin\/(sign-in\/|sign-out$)/;

const routes = (await allRoutes()).filter(({ path }) => path.startsWith("/api/admin/"));
const closed = routes.filter(({ name }) => !OPEN.test(name));
const doorOf = (handler: unknown) => (handler as { door?: Door }).door;

let cast: Cast;
beforeAll(async () => {
  await prepareStage(db);
  cast = await makeCast(db, stripe, url);
});

/** The first value of the pool for each part of the address. */
const paramsOf = (path: string) =>
  Object.fromEntries(
    [...path.matchAll(/\[(\w+)\]/g)].map(([, name = ""]) => [name, cast.pool[name]?.[0] ?? "none"]),
  );

/** @param sample which of the bodies that the form describes; some break a rule that it can't describe */
async function call(
  route: (typeof routes)[number],
  who: Awaited<ReturnType<typeof deskStaff>>["who"] | null,
  sample = 0,
) {
  const { body } = route.handler.takes;
  const [sent] =
    typeof body === "object"
      ? fc.sample(validFor(body.schema, cast.pool), { seed: 7, numRuns: sample + 1 }).slice(-1)
      : [undefined];
  const visitor = who ?? cast.people.nobody;
  return visitor.does(() =>
    route.handler(
      new Request(`http://localhost:3000${route.path}`, {
        method: route.method,
        headers: { origin: "http://localhost:3000", "content-type": "application/json" },
        ...(sent !== undefined && { body: JSON.stringify(sent) }),
      }),
      { params: Promise.resolve(paramsOf(route.path)) },
    ),
  );
}

const codeOf = async (response: Response): Promise<unknown> => {
  const text = await answerText(response);
  return response.headers.get("content-type")?.includes("json") ? JSON.parse(text).error?.code : undefined;
};

describe("calls of the desk", () => {
  it("have a door each, and those that change something an action for the log", () => {
    const without = closed.filter(({ handler, method }) => {
      const door = doorOf(handler);
      return !door || (method !== "GET" && door.action === null && !door.isTrial);
    });
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it("ask for a second person wherever money is given up", () => {
    const gives = closed.filter(({ handler, method }) => {
      const { right, action } = doorOf(handler) ?? {};
      const isMoney = right === "orders.refund" || action === "order.decide" || action === "dispute.accept";
      return isMoney && method === "POST";
    });
    expect(gives.length).toBeGreaterThanOrEqual(4);
    expect(gives.filter(({ handler }) => !doorOf(handler)?.givesMoneyUp).map(({ name }) => name)).toEqual([]);
  });

  describe.each(closed.map((route) => [route.name, route] as const))("%s", (_, route) => {
    it("is closed to strangers", async () => {
      const answer = await call(route, null);
      expect([answer.status, await codeOf(answer)]).toEqual([401, "sign_in_required"]);
    });

    it.each(STAFF_ROLES)("is open to %s by the table of rights alone", async (role) => {
      const { who } = await deskStaff(db, role);
      const answer = await call(route, who);
      const door = doorOf(route.handler);
      if (!door) throw new Error("no door");
      if (hasRight(role, door.right)) expect(answer.status).not.toBe(403);
      else expect([answer.status, await codeOf(answer)]).toEqual([403, "right_missing"]);
    });
  });

  const changes = closed.filter(({ handler }) => doorOf(handler)?.action);

  it.each(changes.map((route) => [route.name, route] as const))(
    "%s is in the audit log, and how it ended",
    async (_, route) => {
      const { who, id } = await deskStaff(db, "owner");
      const written = () =>
        db.select().from(auditEntries).where(eq(auditEntries.staffId, id)).orderBy(auditEntries.id);
      // A body that is no right one is refused before the log.
      for (let sample = 0; sample < 300 && (await written()).length === 0; sample += 1) {
        await call(route, who, sample);
      }
      const entries = await written();
      const action = doorOf(route.handler)?.action;
      expect(entries.map((entry) => [entry.action, entry.endsId === null])).toEqual([
        [action, true],
        [action, false],
      ]);
    },
  );
});

describe("pages of the desk", () => {
  const files = appFiles("page.tsx").filter((file) => file.startsWith("app/admin/(desk)/"));

  it("are those of the table", () => {
    expect(files.map(addressOf).sort()).toEqual(Object.keys(DESK_PAGES).sort());
  });

  it.each(files)("%s begins at its own door", (file) => {
    const source = readFileSync(file, "utf8");
    const named = source.match(/^const PAGE = "([^"]*)";$/m)?.[1];
    const doors = [...source.matchAll(/(?:enterDesk|deskTitle)\((?:"([^"]*)"|PAGE\b)/g)].map(
      ([, page]) => page ?? named,
    );
    expect(new Set(doors)).toEqual(new Set([addressOf(file)]));
    const body = source.slice(source.indexOf("export default async function"));
    expect(body).toContain("await enterDesk(");
  });
});

describe("the audit log", () => {
  it("can't be changed, shortened or emptied", async () => {
    const { id } = await deskStaff(db, "owner");
    const entry = {
      staffId: id,
      role: "owner",
      action: "staff.change",
      subjectKind: "staff",
      subjectId: id,
    } as const;
    await db.insert(auditEntries).values({ ...entry, outcome: "asked" });
    const refused = /never changed or deleted/;
    const why = async (work: Promise<unknown>) => {
      try {
        await work;
        return "done";
      } catch (error) {
        return String(error instanceof Error ? (error.cause ?? error) : error);
      }
    };
    expect(await why(db.update(auditEntries).set({ detail: {} }))).toMatch(refused);
    expect(await why(db.delete(auditEntries))).toMatch(refused);
    expect(await why(db.execute("truncate audit_entries"))).toMatch(refused);
    expect(await why(db.delete(staff).where(eq(staff.id, id)))).not.toBe("done");
  });
});

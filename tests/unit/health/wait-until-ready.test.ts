import { afterEach, expect, it, vi } from "vitest";
import { waitUntilReady } from "@/lib/health/wait-until-ready.server";

afterEach(() => vi.restoreAllMocks());

const no = { ok: false, reason: "no_answer" } as const;
const yes = { ok: true } as const;

it("A store waits for its database, and says once what it waits for", async () => {
  const said = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const answers = [
    { ready: false, parts: { database: no, migrations: no } },
    { ready: false, parts: { database: no, migrations: no } },
    {
      ready: false,
      parts: { database: yes, migrations: { ok: false, reason: "behind", missing: 1 } as const },
    },
    { ready: true, parts: { database: yes, migrations: yes } },
  ];
  let looks = 0;
  const ready = await waitUntilReady(
    ["database", "migrations"],
    async () => answers[looks++] ?? { ready: true, parts: {} },
    async () => undefined,
  );
  expect({ ready, looks }).toEqual({ ready: true, looks: 4 });
  const until = "/api/health/ready answers 503 until then";
  expect(said.mock.calls).toEqual([
    [`waiting for database (no_answer), migrations (no_answer); ${until}`],
    [`waiting for migrations (behind); ${until}`],
  ]);
});

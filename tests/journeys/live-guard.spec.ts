import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { guardAgainstLive } from "./support/live-guard";
import { test as base, expect } from "./support/test";

const ORDER = "/order";
const SENDS = `await fetch("${ORDER}", { method: "POST" }).catch(() => {}); document.title = "done"`;
const page = (script: string, more = "") => `<!doctype html>${more}<script type="module">${script}</script>`;
const KEY = "pk_live_51Habc";

type FakeStore = { url: string; orders: string[] };

const test = base.extend<{ fake: FakeStore }>({
  // A store of pages that order as soon as they run, with its key where each says.
  fake: async ({ browserName: _ }, use) => {
    const orders: string[] = [];
    const pages: Record<string, string> = {
      "/test": page(SENDS, "<p>pk_test_51Habc</p>"),
      "/html": page(SENDS, `<p data-key="${KEY}"></p>`),
      "/script": page(`import "/key.js"; ${SENDS}`),
      "/answer": page(`await (await fetch("/key.json")).json(); ${SENDS}`),
      // In no answer as a whole: only Stripe.js's calls have it.
      "/call": page(`await fetch("/asked?key=" + ["pk", "live", "51Habc"].join("_")); ${SENDS}`),
      "/key.js": `export const key = "${KEY}"`,
      "/key.json": `{"key":"${KEY}"}`,
    };
    const server = createServer((request, response) => {
      if (request.method === "POST") orders.push(request.url ?? "");
      const { pathname } = new URL(request.url ?? "", "http://localhost");
      const type = pathname.endsWith(".js") ? "text/javascript" : "text/html";
      response.setHeader("content-type", type).end(pages[pathname] ?? "");
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    await use({ url: `http://localhost:${(server.address() as AddressInfo).port}`, orders });
    server.closeAllConnections();
    server.close();
  },
});
test.use({ expectedErrors: [/ERR_BLOCKED_BY_CLIENT/] });

const opens = async (shown: Page, url: string) => {
  await shown.goto(url);
  await expect(shown).toHaveTitle("done");
};

test.describe("A journey in a store that runs somewhere", () => {
  test("sends what it wants in test mode", async ({ context, page: shown, fake }) => {
    const guard = await guardAgainstLive(context, { readOnly: false });
    await opens(shown, `${fake.url}/test`);
    expect(guard).toEqual({ live: null, stopped: [] });
    expect(fake.orders).toEqual([ORDER]);
  });

  for (const place of ["html", "script", "answer", "call"]) {
    test(`sends nothing once a live key was in: ${place}`, async ({ context, page: shown, fake }) => {
      const guard = await guardAgainstLive(context, { readOnly: false });
      await opens(shown, `${fake.url}/${place}`);
      expect(guard.live).toContain(fake.url);
      expect(guard.stopped).toEqual([`POST ${fake.url}${ORDER}: a live key is in ${guard.live}`]);
      expect(fake.orders).toEqual([]);
    });
  }

  test("sends nothing at all when it is read-only", async ({ context, page: shown, fake }) => {
    const guard = await guardAgainstLive(context, { readOnly: true });
    await opens(shown, `${fake.url}/test`);
    expect(guard.stopped).toEqual([`POST ${fake.url}${ORDER}: the run is read-only`]);
    expect(fake.orders).toEqual([]);
  });
});

import type { Request } from "@playwright/test";
import { expect, test } from "./support/test";

test.use({ fetchesAhead: true });

test("A product that is on screen opens from what the browser has loaded ahead", async ({
  page,
  shopper,
}) => {
  const name = "Stoneware mug";
  const path = "/products/stoneware-mug";
  const onItsWay = new Set<Request>();
  let hasPage = false;
  page.on("request", (request) => {
    if (isAhead(request, path)) onItsWay.add(request);
  });
  page.on("requestfinished", (request) => {
    onItsWay.delete(request);
    if (isAhead(request, path) && segmentOf(request).endsWith("__PAGE__")) hasPage = true;
  });
  await shopper.opens("/categories/ceramics");
  const link = page.getByRole("main").getByRole("link", { name });
  await link.scrollIntoViewIfNeeded();
  // An answer counts when its last byte is there: a click before that rightly asks again.
  await expect.poll(() => hasPage && onItsWay.size === 0).toBe(true);

  const asked: string[] = [];
  page.on("request", (request) => {
    const isPage = new URL(request.url()).pathname === path;
    if (isPage && !isAhead(request, path)) asked.push(request.url());
  });
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  expect(asked).toEqual([]);
});

const isAhead = (request: Request, path: string): boolean =>
  new URL(request.url()).pathname === path && request.headers()["next-router-prefetch"] !== undefined;

const segmentOf = (request: Request): string => request.headers()["next-router-segment-prefetch"] ?? "";

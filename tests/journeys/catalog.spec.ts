import { expect, test } from "./support/test";

test.use({ fetchesAhead: true });

test("A product that is on screen opens from what the browser has loaded ahead", async ({
  page,
  shopper,
}) => {
  await shopper.opens("/categories/ceramics");
  const link = page.getByRole("main").getByRole("article").first().getByRole("link");
  const name = (await link.textContent()) ?? "";
  const path = (await link.getAttribute("href")) ?? "";
  const ahead = page.waitForResponse(
    (response) =>
      response.ok() &&
      new URL(response.url()).pathname === path &&
      (response.request().headers()["next-router-segment-prefetch"] ?? "").endsWith("__PAGE__"),
  );
  await page.reload();
  await link.scrollIntoViewIfNeeded();
  await ahead;

  const asked: string[] = [];
  page.on("request", (request) => {
    const isPage = new URL(request.url()).pathname === path;
    if (isPage && !request.headers()["next-router-prefetch"]) asked.push(request.url());
  });
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  expect(asked).toEqual([]);
});

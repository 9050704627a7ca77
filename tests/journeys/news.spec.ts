import { readFile } from "node:fs/promises";
import { expectAccessible } from "./support/accessibility";
import { agreesToAll, entersDesk } from "./support/desk";
import { expectNoOverflow } from "./support/layout";
import { newsMail } from "./support/mail";
import { newAddress, signsIn } from "./support/signing-in";
import { expect, test } from "./support/test";

test("A shopper agrees to news in the account, confirms by the e-mail, and stops them", {
  tag: "@phone",
}, async ({ page }) => {
  const email = newAddress();
  await signsIn(page, email);
  await page.goto("/account");
  const news = page.getByRole("region", { name: "News by e-mail" });
  await expect(news.getByRole("checkbox")).not.toBeChecked();
  await news.getByRole("button", { name: "Send me the e-mail" }).click();
  await expect(news.getByRole("checkbox"), "an unticked box sends nothing").toBeVisible();
  await news.getByRole("checkbox").check();
  await expectAccessible(page);
  await news.getByRole("button", { name: "Send me the e-mail" }).click();
  await expect(news.getByRole("status")).toContainText(email);

  await page.goto((await newsMail(email)).confirm);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Yes, send me news" }).click();
  await expect(page.getByRole("main").getByRole("status")).toContainText("From now on you get our news.");
  await expectNoOverflow(page, "news are confirmed");
  await page.goto((await newsMail(email)).confirm);
  await page.getByRole("button", { name: "Yes, send me news" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("This link has been used");

  await page.goto("/account");
  await expect(news).toContainText("You have been getting our news since");
  await news.getByRole("button", { name: "Stop the news" }).click();
  await expect(news.getByRole("status")).toHaveText("You get no more news from us.");
  await expectAccessible(page);
});

test("A guest agrees on the order's page; staff see the proof, take out who agreed, and stop the news when asked", {
  tag: "@phone",
}, async ({ page, shopper, shop, browser, baseURL }) => {
  test.setTimeout(180_000);
  const variant = await shop.variant();
  const order = await shopper.buys(shop, variant);
  const email = newAddress();
  await shop.query("update orders set email = $2 where id = $1", [order.id, email]);
  await page.goto(`/orders/${order.id}`);
  const news = page.getByRole("region", { name: "News by e-mail" });
  await news.getByRole("checkbox").check();
  await expectAccessible(page);
  await news.getByRole("button", { name: "Send me the e-mail" }).click();
  await expect(news.getByRole("status")).toContainText("Please look in your mailbox");
  await expectNoOverflow(page, "an order's page with the box");
  const links = await newsMail(email);
  await page.goto(links.confirm);
  await page.getByRole("button", { name: "Yes, send me news" }).click();
  await expect(page.getByRole("main").getByRole("status")).toBeVisible();

  const desk = await (await browser.newContext({ baseURL: baseURL ?? "" })).newPage();
  await entersDesk(desk, "manager", "/admin/people?news=confirmed");
  await expectAccessible(desk);
  const [file] = await Promise.all([
    desk.waitForEvent("download"),
    desk.getByRole("button", { name: "Who agreed to news (CSV)" }).click(),
  ]);
  const rows = (await readFile(await file.path(), "utf8")).split("\n");
  expect(rows.find((row) => row.startsWith(`${email},en,`))).toContain("/news/stop?token=");

  await entersDesk(desk, "support", `/admin/people/guests/${order.number}`);
  await expect(desk.getByRole("button", { name: "Who agreed to news (CSV)" })).toHaveCount(0);
  const proof = desk.getByRole("region", { name: "News by e-mail" });
  await proof.getByText("What was agreed to, in English").click();
  await expect(proof).toContainText("may send me news about its goods and offers by e-mail.");
  await expectAccessible(desk);
  await expectNoOverflow(desk, "the proof on a guest's page");
  agreesToAll(desk);
  await proof.getByRole("button", { name: "Withdraw, as the person asked" }).click();
  await expect(proof).toContainText("by staff, as the person asked");
  await entersDesk(desk, "owner", "/admin/audit");
  await expect(desk.getByText("Withdrew somebody’s agreement to news").first()).toBeVisible();

  await page.goto(links.stop);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Stop the news" }).click();
  await expect(page.getByRole("main").getByRole("status")).toContainText("You get no more news from us.");
});

import { expectAccessible } from "../support/accessibility";
import { agreesToAll, entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { newAddress, signsIn } from "../support/signing-in";
import { expect, test } from "../support/test";

test("A merchant makes a group, puts people in by a list and by hand, and gives a discount to it alone", async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const email = newAddress();
  const theirs = await browser.newContext({ baseURL: baseURL ?? "" });
  await signsIn(await theirs.newPage(), email);
  const name = `Trade ${email.slice(0, 8)}`;

  await entersDesk(page, "manager", "/admin/people");
  await page.getByRole("link", { name: "Groups", exact: true }).click();
  await page.getByLabel("Name of a new group").fill(name);
  await page.getByRole("button", { name: "Make the group" }).click();
  await page.getByRole("link", { name }).click();
  await expect(page.getByText("Nobody is in this group.")).toBeVisible();
  await page.getByLabel("E-mail addresses of accounts").fill(`${email}\nnobody@example.com`);
  await page.getByRole("button", { name: "Put in", exact: true }).click();
  await expect(page.getByText("Accounts that changed: 1")).toBeVisible();
  await expect(page.getByText("No account has: nobody@example.com")).toBeVisible();
  await expectAccessible(page);
  await expectNoOverflow(page, "a group's page");

  await page.getByRole("link", { name: email }).click();
  await page.getByRole("button", { name: `Take out of ${name}` }).click();
  await expect(page.getByText("In no group.")).toBeVisible();
  await page.getByLabel("Group", { exact: true }).selectOption(name);
  await page.getByRole("button", { name: "Put in", exact: true }).click();
  await expect(page.getByRole("link", { name })).toBeVisible();
  await expectAccessible(page);

  await page.goto("/admin/people");
  await page.getByLabel("Group", { exact: true }).selectOption(name);
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("link", { name: email })).toBeVisible();

  await page.goto("/admin/discounts/new");
  await page.getByLabel("Kind", { exact: true }).selectOption("For certain accounts");
  await page.getByLabel("Name (English)").fill("For the trade");
  await page.getByLabel("For a group").selectOption(name);
  await page.locator('input[name="off"]').fill("15");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("heading", { name: "For the trade", level: 1 })).toBeVisible();
  await expect(page.getByLabel("For a group")).toHaveValue(/grp_/);

  await entersDesk(page, "manager", "/admin/people/groups");
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("link", { name: "For the trade" })).toBeVisible();
  const other = `Dealers ${email.slice(0, 8)}`;
  await page.getByLabel("Name", { exact: true }).fill(other);
  await page.getByRole("button", { name: "Rename the group" }).click();
  await expect(page.getByRole("heading", { name: other, level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "For the trade" })).toBeVisible();
  agreesToAll(page);
  await page.getByRole("button", { name: "Delete the group" }).click();
  await expect(page.getByText("A discount is for this group: change that first.")).toBeVisible();
  await theirs.close();
});

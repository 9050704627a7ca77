import store from "@/store.config";
import { expectAccessible } from "../support/accessibility";
import { agreesToAll, entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { test } from "../support/settings-store";
import { targetOfJourneys } from "../support/target";
import { expect } from "../support/test";

test.skip(targetOfJourneys().kind !== "local", "needs a store of its own, with a local Stripe");

test("A manager says where the company is, and shoppers read it on kept pages, until the files say it again", async ({
  page,
}) => {
  // The page is kept from here on.
  await page.goto("/legal/imprint");
  await expect(page.getByRole("main")).toContainText(store.contact.street);

  await entersDesk(page, "manager", "/admin/settings");
  agreesToAll(page);
  await page.getByRole("link", { name: "Change: Contact" }).click();
  await expect(page.getByRole("heading", { name: "Contact", level: 1 })).toBeVisible();
  await expectAccessible(page);
  await expectNoOverflow(page, "settings of the contact");
  await page.getByLabel("Street and number").fill("12 quai Neuf");
  await page.getByLabel("E-mail", { exact: true }).fill("nobody");
  await page.getByLabel("Phone").fill("12");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The marked fields are not right" })).toBeVisible();
  await expect(page.getByLabel("Phone")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Street and number")).toHaveValue("12 quai Neuf");

  await page.getByLabel("E-mail", { exact: true }).fill("hello@shop.example");
  await page.getByLabel("Phone").fill("+33 1 23 45 67 89");
  await page.getByRole("button", { name: "Save" }).click();
  const history = page.getByRole("region", { name: "What it was" });
  await expect(history).toContainText("in force");

  await page.goto("/legal/imprint");
  await expect(page.getByRole("main")).toContainText("12 quai Neuf");
  await expect(page.getByRole("main")).toContainText("hello@shop.example");

  await page.goto("/admin/settings/contact");
  await page.getByRole("button", { name: "Back to the files" }).click();
  await expect(page.getByLabel("Street and number")).toHaveValue(store.contact.street);
  await page.goto("/legal/imprint");
  await expect(page.getByRole("main")).toContainText(store.contact.street);

  await page.goto("/admin/settings/contact");
  await history.getByRole("button", { name: "Bring this back" }).click();
  await expect(page.getByLabel("Street and number")).toHaveValue("12 quai Neuf");
  await page.getByRole("button", { name: "Back to the files" }).click();
  await expect(page.getByLabel("Street and number")).toHaveValue(store.contact.street);
});

test("A manager writes a legal text and an e-mail's subject, looks at both first, and shoppers read them", async ({
  page,
}) => {
  await page.goto("/legal/terms");
  await entersDesk(page, "manager", "/admin/settings/legal");
  agreesToAll(page);
  await expect(page.getByRole("heading", { name: "Legal texts", level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page
    .getByRole("link", { name: /^English: draft/ })
    .nth(1)
    .click();
  await expect(page.getByLabel("Title")).toHaveValue("Terms");
  await expectNoOverflow(page, "a legal text");
  await page.getByLabel("Title").fill("Our own terms");
  await page.getByLabel("Text", { exact: true }).fill("## Who\n\nWe are {firma}.");
  await page.getByRole("button", { name: "Look at it" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "{firma} stands for nothing" })).toBeVisible();
  await page.getByLabel("Text", { exact: true }).fill("## Who\n\nWe are {company}.");
  await page.getByRole("button", { name: "Look at it" }).click();
  await expect(page.getByRole("region", { name: "As it would be" })).toContainText(store.contact.company);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("region", { name: "What it was" })).toContainText("in force");
  await page.goto("/legal/terms");
  await expect(page.getByRole("heading", { name: "Our own terms" })).toBeVisible();

  await page.goto("/admin/settings/emails");
  const subject = page.getByLabel("order_confirmed.subject");
  await subject.fill("Thank you");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "{number} has to stand in it" })).toBeVisible();
  await subject.fill("Thank you for {number}");
  await page.getByRole("button", { name: "Look at it" }).click();
  await expect(page.getByRole("heading", { name: /^Thank you for / })).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("In the file: Your order {number} is confirmed")).toBeVisible();
  await expect(page.getByRole("region", { name: "Order confirmed" })).toContainText("Thank you for ");
});

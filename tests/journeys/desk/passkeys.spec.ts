import { expectAccessible } from "../support/accessibility";
import { entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { staffCode } from "../support/mail";
import { newAddress } from "../support/signing-in";
import { expect, test } from "../support/test";

test("Somebody who is invited signs in by a passkey, adds another one, and is told which one stays @phone", async ({
  page,
  browser,
  baseURL,
}) => {
  const email = newAddress();
  await entersDesk(page, "owner", "/admin/staff");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Name").fill("Pat Keys");
  await page.getByRole("combobox", { name: "Role", exact: true }).selectOption({ label: "Support" });
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: email })).toContainText("Invited");

  const theirs = await browser.newContext({ baseURL: baseURL ?? "" });
  const pat = await theirs.newPage();
  const devices = await theirs.newCDPSession(pat);
  await devices.send("WebAuthn.enable");
  const newDevice = (transport: "internal" | "usb") =>
    devices.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        ...{ protocol: "ctap2", transport, hasResidentKey: true },
        ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
  const { authenticatorId: laptop } = await newDevice("internal");

  const showsMailbox = async (count: number) => {
    await pat.goto("/admin");
    await pat.getByLabel("E-mail address").fill(email);
    await pat.getByRole("button", { name: "Send me a code" }).click();
    await pat.getByLabel("Code", { exact: true }).fill(await staffCode(email, count));
    await pat.getByRole("button", { name: "Go on" }).click();
  };
  await showsMailbox(1);
  await pat.getByRole("button", { name: "Set up a passkey instead" }).click();
  await expect(pat.getByText("Pat Keys, Support")).toBeVisible();

  await pat.goto("/admin/me");
  const passkeys = pat.getByRole("region", { name: "Passkeys" });
  await expect(passkeys.getByRole("listitem")).toHaveCount(1);
  await devices.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId: laptop, enabled: false });
  await newDevice("usb");
  await passkeys.getByLabel("What to call it, such as “Office laptop”").fill("Key ring");
  await passkeys.getByRole("button", { name: "Add a passkey" }).click();
  await expect(passkeys.getByRole("listitem").filter({ hasText: "Key ring" })).toContainText("not used yet");
  await expectAccessible(pat);
  await expectNoOverflow(pat, "own account");
  await pat.getByRole("button", { name: "Sign out" }).click();
  await expect(pat).toHaveURL(/\/admin\/sign-in/);

  await showsMailbox(2);
  await expect(pat.getByRole("button", { name: "Sign in", exact: true })).toHaveCount(0);
  await expectAccessible(pat);
  await pat.getByRole("button", { name: "Use a passkey" }).click();
  await expect(pat.getByText("Pat Keys, Support")).toBeVisible();

  await pat.goto("/admin/me");
  await expect(passkeys.getByRole("listitem").filter({ hasText: "Key ring" })).toContainText("last used");
  await passkeys.getByRole("listitem").filter({ hasNotText: "Key ring" }).getByRole("button").click();
  await expect(passkeys.getByRole("listitem")).toHaveCount(1);
  await passkeys.getByRole("button", { name: "Remove" }).click();
  await expect(passkeys.getByRole("alert")).toContainText("Keep this one");
  await theirs.close();
});

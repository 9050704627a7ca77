import { expect, type Page } from "@playwright/test";
import type { StaffRole } from "@/lib/model/staff";

/** Signs in to the desk without a code, as the local store allows, and opens a page. */
export async function entersDesk(page: Page, role: StaffRole, path: string): Promise<void> {
  await page.goto("/admin/sign-in");
  const answer = await page.request.post("/api/demo/staff-sign-in", {
    data: { role },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(answer.status()).toBe(200);
  await page.goto(path);
}

/** Says yes to each question of the desk, as long as the page is open. */
export function agreesToAll(page: Page): void {
  const yes = page.getByRole("alertdialog").getByRole("button").last();
  const agree = (): Promise<void> => yes.click({ timeout: 0 }).then(agree);
  // The page was closed.
  agree().catch(() => undefined);
}

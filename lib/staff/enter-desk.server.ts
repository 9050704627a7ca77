import "server-only";
import { notFound, redirect } from "next/navigation";
import { hasRight } from "@/lib/model/staff";
import { freshSettings } from "@/lib/settings/current.server";
import { DESK_PAGES, type DeskPage, deskSignInPath } from "./desk-pages";
import { readStaff, type Staff } from "./read-staff.server";

/**
 * The door of every page of the desk: leads strangers to the sign-in, and shows 404 to staff without the page's right.
 * @param path the page's address with its values, where it has any: the way back after signing in
 */
export async function enterDesk(page: DeskPage, path: string = page): Promise<Staff> {
  const [staff] = await Promise.all([readStaff(), freshSettings()]);
  if (!staff) redirect(deskSignInPath({ next: path }));
  if (!hasRight(staff.role, DESK_PAGES[page])) notFound();
  return staff;
}

import type { ReactNode } from "react";
import { DeskFrame } from "@/components/desk/desk-frame";
import { readStaff } from "@/lib/staff/read-staff.server";

/** Menu and head around each page. Who may see a page is the page's own question: `enterDesk`. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const staff = await readStaff();
  return staff ? <DeskFrame staff={staff}>{children}</DeskFrame> : children;
}

"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** A line of the menu, marked on its own page and on those below it. */
export function MenuLink({ href, children }: { href: string; children: ReactNode }) {
  const path = usePathname();
  const isHere = href === "/admin" ? path === href : path === href || path.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      aria-current={isHere ? "page" : undefined}
      className="rounded-lg px-3 py-2 md:whitespace-nowrap hover:bg-sunken aria-[current=page]:bg-sunken aria-[current=page]:font-medium"
    >
      {children}
    </Link>
  );
}

"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

type Props = { label: string; children: ReactNode };

/** The menu of a small screen: a line that opens, and is closed again on the next page. */
export function PhoneMenu({ label, children }: Props) {
  return (
    <details key={usePathname()} className="group border-b border-line md:hidden">
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 px-4 font-medium [&::-webkit-details-marker]:hidden">
        {label}
        <svg
          aria-hidden="true"
          viewBox="0 0 12 12"
          className="size-3 fill-none stroke-current stroke-2 group-open:rotate-180"
        >
          <path d="m2 4 4 4 4-4" />
        </svg>
      </summary>
      <div className="grid grid-cols-2 gap-x-1 px-2 pb-2">{children}</div>
    </details>
  );
}

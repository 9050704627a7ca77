import Link from "next/link";
import type { AuditSubject } from "@/lib/model/staff";

/** Where a thing of the log has its page, as far as its id leads to one. */
const PAGES: Partial<Record<AuditSubject["kind"], { path: string; id: RegExp }>> = {
  order: { path: "/admin/orders", id: /^[0-9A-Z]{4}-[0-9A-Z]{4}$/ },
  return: { path: "/admin/returns", id: /^\d+$/ },
  dispute: { path: "/admin/disputes", id: /^\w+$/ },
  draft: { path: "/admin/drafts", id: /^\w+$/ },
  goods: { path: "/admin/goods", id: /^prd_/ },
  discount: { path: "/admin/discounts", id: /^[\w-]+$/ },
  person: { path: "/admin/people", id: /^cust_/ },
  category: { path: "/admin/goods/categories", id: /^[\w-]+$/ },
  collection: { path: "/admin/goods/collections", id: /^[\w-]+$/ },
};

/** What a change was about, each thing with a link to its page. */
export function AuditedThings({ kind, id }: AuditSubject) {
  const page = PAGES[kind];
  const ids = kind === "order" ? id.split(/[ ,]/) : [id];
  return (
    <span className="figures text-quiet [overflow-wrap:anywhere]">
      {ids.map((one, place) => (
        <span key={one}>
          {place > 0 && " "}
          {page?.id.test(one) ? (
            <Link
              href={`${page.path}/${one}`}
              prefetch={false}
              className="inline-block py-1 underline underline-offset-4"
            >
              {one}
            </Link>
          ) : (
            one
          )}
        </span>
      ))}
    </span>
  );
}

import type { ReactNode } from "react";

/** The title of a page of the desk, with what one can do beside it. */
export function PageHead({ title, lead, children }: { title: string; lead?: string; children?: ReactNode }) {
  return (
    <div className="mb-6 flex flex-wrap items-end gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-2xl font-medium">{title}</h1>
        {lead && <p className="mt-1 max-w-prose text-quiet">{lead}</p>}
      </div>
      <div className="ml-auto flex flex-wrap items-center gap-2 empty:hidden">{children}</div>
    </div>
  );
}

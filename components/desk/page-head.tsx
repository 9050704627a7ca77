import Link from "next/link";
import type { ReactNode } from "react";

type Props = {
  title: string;
  lead?: string;
  /** The page above this one. */
  back?: { href: string; name: string };
  children?: ReactNode;
};

/** The title of a page of the desk, with the way back above it, and what one can do beside it. */
export function PageHead({ title, lead, back, children }: Props) {
  return (
    <>
      {back && (
        <p className="mb-2">
          <Link href={back.href} className="text-quiet underline-offset-4 hover:underline">
            ← {back.name}
          </Link>
        </p>
      )}
      <div className="mb-6 flex flex-wrap items-end gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-2xl font-medium">{title}</h1>
          {lead && <p className="mt-1 max-w-prose text-quiet">{lead}</p>}
        </div>
        <div className="ml-auto flex flex-wrap items-center gap-2 empty:hidden">{children}</div>
      </div>
    </>
  );
}

import { type ReactNode, useId } from "react";

/** A part of a page, with its title. */
export function Section({ title, children, more }: { title: string; children: ReactNode; more?: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="rounded-xl border border-line bg-raised p-4">
      <div className="mb-3 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 id={id} className="text-lg font-medium">
          {title}
        </h2>
        {more && <div className="ml-auto">{more}</div>}
      </div>
      {children}
    </section>
  );
}

type Fact = { label: string; value: ReactNode };

/** Names and what they are; a value that is not known is left out. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  const known = facts.filter(({ value }) => value !== null && value !== undefined && value !== "");
  if (known.length === 0) return null;
  return (
    <dl className="grid grid-cols-[fit-content(45%)_minmax(0,1fr)] gap-x-6 gap-y-1 text-[0.9375rem]">
      {known.map(({ label, value }) => (
        <div key={label} className="contents">
          <dt className="text-quiet">{label}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

import type { ReactNode } from "react";

type Props = { label: string; className?: string; children: ReactNode };

/** A table that may be wider than the screen: it is scrolled by itself, also with the keyboard. `label` says what it lists. */
export function WideTable({ label, className = "", children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled has to be reached with the keyboard
    <section aria-label={label} tabIndex={0} className="overflow-x-auto">
      <table className={`desk-table ${className}`}>{children}</table>
    </section>
  );
}

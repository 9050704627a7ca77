import type { ReactElement } from "react";

/** A table that may be wider than the screen: it is scrolled by itself, also with the keyboard. `label` says what it lists. */
export function WideTable({ label, children }: { label: string; children: ReactElement[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled has to be reached with the keyboard
    <section aria-label={label} tabIndex={0} className="overflow-x-auto">
      <table className="desk-table">{children}</table>
    </section>
  );
}

import type { ReactNode } from "react";

type Column =
  | string
  | {
      name: string /** Of numbers. */;
      end?: true /** Not on a phone, where another cell says it. */;
      wide?: true;
    };

const headOf = ({ end, wide }: Exclude<Column, string>) =>
  [end && "text-end whitespace-nowrap", wide && "max-sm:hidden"].filter(Boolean).join(" ");

type Props = {
  label: string;
  /** Its head. A table with another kind of head has one among its children. */
  columns?: readonly Column[];
  className?: string;
  children: ReactNode;
};

/** A table that may be wider than the screen: it is scrolled by itself, also with the keyboard. `label` says what it lists. */
export function WideTable({ label, columns, className = "", children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled has to be reached with the keyboard
    <section aria-label={label} tabIndex={0} className="overflow-x-auto">
      <table className={`desk-table ${className}`}>
        {columns && (
          <thead>
            <tr>
              {columns.map((column) =>
                typeof column === "string" ? (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ) : (
                  <th key={column.name} scope="col" className={headOf(column)}>
                    {column.name}
                  </th>
                ),
              )}
            </tr>
          </thead>
        )}
        {children}
      </table>
    </section>
  );
}

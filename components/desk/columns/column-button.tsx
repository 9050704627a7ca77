"use client";

import { type ComponentType, useState } from "react";
import type { ColumnMenuProps } from "./column-menu";

/** The button of the menu of columns, whose script is loaded when it is first pressed. */
export function ColumnButton(props: ColumnMenuProps) {
  const [loaded, setLoaded] = useState<{ Menu: ComponentType<ColumnMenuProps> } | null>(null);
  if (loaded) return <loaded.Menu {...props} />;
  return (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={async () => setLoaded({ Menu: (await import("./column-menu")).ColumnMenu })}
      className="desk-button"
    >
      {props.label}
    </button>
  );
}

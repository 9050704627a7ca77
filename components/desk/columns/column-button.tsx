"use client";

import { type ComponentType, useState } from "react";
import type { ColumnChoiceProps } from "./column-choice";

/** The button that opens the choice of columns, whose script is loaded when it is first pressed. */
export function ColumnButton(props: ColumnChoiceProps) {
  const [loaded, setLoaded] = useState<{ Choice: ComponentType<ColumnChoiceProps> } | null>(null);
  if (loaded) return <loaded.Choice {...props} />;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-expanded={false}
      onClick={async () => setLoaded({ Choice: (await import("./column-choice")).ColumnChoice })}
      className="desk-button"
    >
      {props.label}
    </button>
  );
}

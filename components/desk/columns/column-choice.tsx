"use client";

import { Popover } from "@base-ui/react/popover";

type Choice = { id: string; name: string; isShown: boolean; toggle: (isShown: boolean) => void };

export type ColumnChoiceProps = { label: string; columns: readonly Choice[] };

/** Shows and hides the columns of a table. It is open from the start, as it is loaded when it is first opened. */
export function ColumnChoice({ label, columns }: ColumnChoiceProps) {
  return (
    <Popover.Root defaultOpen>
      <Popover.Trigger className="desk-button">{label}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={4} className="z-40">
          <Popover.Popup
            aria-label={label}
            className="max-h-(--available-height) overflow-y-auto rounded-xl border border-line bg-raised p-2 text-ink shadow-float outline-none"
          >
            {columns.map(({ id, name, isShown, toggle }) => (
              <label
                key={id}
                className="flex min-h-10 cursor-pointer items-center gap-3 rounded-lg px-3 py-1 hover:bg-sunken"
              >
                <input
                  type="checkbox"
                  checked={isShown}
                  onChange={({ target }) => toggle(target.checked)}
                  className="size-5"
                />
                <span>{name}</span>
              </label>
            ))}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

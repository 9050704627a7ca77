"use client";

import { Menu } from "@base-ui/react/menu";

type Choice = { id: string; name: string; isShown: boolean; toggle: (isShown: boolean) => void };

export type ColumnMenuProps = { label: string; columns: readonly Choice[] };

/** Shows and hides the columns of a table. It is open from the start, as it is loaded when it is first opened. */
export function ColumnMenu({ label, columns }: ColumnMenuProps) {
  return (
    <Menu.Root defaultOpen modal={false}>
      <Menu.Trigger className="desk-button">{label}</Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4} className="z-40">
          <Menu.Popup className="max-h-(--available-height) overflow-y-auto rounded-xl border border-line bg-raised p-2 text-ink shadow-float outline-none">
            {columns.map(({ id, name, isShown, toggle }) => (
              <Menu.CheckboxItem
                key={id}
                checked={isShown}
                onCheckedChange={toggle}
                closeOnClick={false}
                className="flex min-h-10 cursor-pointer items-center gap-3 rounded-lg px-3 py-1 outline-none data-highlighted:bg-sunken"
              >
                <span className="inline-flex size-5 shrink-0 items-center justify-center rounded border border-edge">
                  <Menu.CheckboxItemIndicator>
                    <svg
                      aria-hidden="true"
                      viewBox="0 0 12 12"
                      className="size-3 fill-none stroke-current stroke-2"
                    >
                      <path d="m2 6 3 3 5-6" />
                    </svg>
                  </Menu.CheckboxItemIndicator>
                </span>
                {name}
              </Menu.CheckboxItem>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

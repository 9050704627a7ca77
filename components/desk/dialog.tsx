"use client";

import { Dialog } from "@base-ui/react/dialog";
import { type ReactNode, useState } from "react";

type Props = { label: string; width: string; close: () => void; children: ReactNode };

/** A dialog over the page, as long as it is rendered. Its own buttons that close it are `Dialog.Close`. */
export function DeskDialog({ label, width, close, children }: Props) {
  const [isOpen, setIsOpen] = useState(true);
  return (
    <Dialog.Root open={isOpen} onOpenChange={setIsOpen} onOpenChangeComplete={(open) => open || close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Viewport className="fixed inset-0 z-50 flex items-start justify-center overflow-y-auto px-4 pt-[10vh] pb-4">
          <Dialog.Popup
            aria-label={label}
            className={`w-full rounded-xl border border-line bg-raised p-4 text-ink shadow-float outline-none ${width}`}
          >
            {children}
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

"use client";
import { useEffect, useState } from "react";
import { CloseIcon } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { takeRenewed } from "./renew-page";
import { recordInput, restoreInput } from "./saved-input";

/** Saves typed text in case the page is old, and says when it was reloaded. */
export function Renewal({ text, close }: { text: string; close: string }) {
  const [renewed, setRenewed] = useState(false);
  useEffect(() => {
    if (takeRenewed()) {
      restoreInput();
      setRenewed(true);
    }
    return recordInput();
  }, []);
  return (
    <div role="status">
      {renewed && (
        <Notice
          tone="warn"
          className="fixed inset-x-4 bottom-4 z-30 mx-auto flex max-w-xl items-start gap-2 shadow-lg ring-1 ring-line"
        >
          <p className="py-2">{text}</p>
          <button
            type="button"
            onClick={() => setRenewed(false)}
            aria-label={close}
            className="-mr-2 ml-auto grid size-11 shrink-0 place-items-center rounded-full hover:bg-sunken"
          >
            <CloseIcon className="size-5" />
          </button>
        </Notice>
      )}
    </div>
  );
}

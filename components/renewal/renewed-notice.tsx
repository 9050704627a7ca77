"use client";
import { useEffect, useState } from "react";
import { CloseIcon } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { restoreInput } from "./restored-input";

/** Says that the page was reloaded, and fills in what had been typed. */
export function RenewedNotice({ text, close }: { text: string; close: string }) {
  const [open, setOpen] = useState(true);
  useEffect(restoreInput, []);
  if (!open) return null;
  return (
    <Notice
      tone="warn"
      className="fixed inset-x-4 bottom-4 z-30 mx-auto flex max-w-xl items-start gap-2 shadow-lg ring-1 ring-line"
    >
      <p className="py-2">{text}</p>
      <button
        type="button"
        onClick={() => setOpen(false)}
        aria-label={close}
        className="-mr-2 ml-auto grid size-11 shrink-0 place-items-center rounded-full hover:bg-sunken"
      >
        <CloseIcon className="size-5" />
      </button>
    </Notice>
  );
}

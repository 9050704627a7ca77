"use client";
import { type ReactElement, useEffect, useState } from "react";
import { takeRenewed } from "./renew-page";
import { recordInput } from "./saved-input";

/** Saves typed text in case the page is old, and says when it was reloaded. */
export function Renewal({ text, close }: { text: string; close: string }) {
  const [notice, setNotice] = useState<ReactElement | null>(null);
  useEffect(() => {
    // Few pages were reloaded: the others need not load what tells of it.
    if (takeRenewed()) {
      void import("./renewed-notice").then(({ RenewedNotice }) =>
        setNotice(<RenewedNotice text={text} close={close} />),
      );
    }
    return recordInput();
  }, [text, close]);
  return <div role="status">{notice}</div>;
}

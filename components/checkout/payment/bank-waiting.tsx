"use client";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Texts } from "@/i18n/messages";

type Props = {
  busy: boolean;
  onContinue: () => void;
  onOtherMethod: () => void;
  texts: Texts<"checkout">["bank"];
};

/** Shows that an earlier payment waits for the bank. */
export function BankWaiting({ busy, onContinue, onOtherMethod, texts }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Notice tone="warn" role="status">
      <h2 ref={heading} tabIndex={-1} className="font-medium outline-none">
        {texts.title}
      </h2>
      <p className="mt-1 text-ink">{texts.text}</p>
      <div className="mt-3 flex flex-wrap gap-3">
        <Button aria-disabled={busy} onClick={onContinue}>
          {texts.goOn}
        </Button>
        <Button variant="secondary" aria-disabled={busy} onClick={onOtherMethod}>
          {texts.other}
        </Button>
      </div>
    </Notice>
  );
}

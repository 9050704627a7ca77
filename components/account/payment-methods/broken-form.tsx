"use client";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Texts } from "@/i18n/messages";

export function BrokenForm({
  texts,
  onAgain,
}: {
  texts: Texts<"account">["paymentMethods"];
  onAgain: () => void;
}) {
  return (
    <div className="grid justify-items-start gap-4">
      <Notice tone="bad" role="alert">
        {texts.problems.script}
      </Notice>
      <Button variant="secondary" onClick={onAgain}>
        {texts.again}
      </Button>
    </div>
  );
}

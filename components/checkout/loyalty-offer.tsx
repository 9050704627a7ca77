"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { signInPath } from "@/lib/auth/paths";
import type { DiscountControl } from "./discount-control";
import { FieldProblem } from "./form-section";
import { problemText } from "./problem-text";

type Props = {
  quote: DiscountControl;
  locale: Locale;
  texts: Texts<"checkout">["elements"];
  onApplied: () => void;
};

/** A button for members, and a hint for guests. */
export function LoyaltyOffer({ quote, locale, texts, onApplied }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const page = usePathname();
  const order = useSearchParams().get("order");
  const offer = quote.quote.loyalty;

  async function apply(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const outcome = await quote.update({ kind: "loyalty" });
    setBusy(false);
    if (outcome.ok) return onApplied();
    setProblem(problemText(outcome, texts));
  }

  if (offer === "sign_in") {
    return (
      <p className="text-[0.9375rem] text-quiet">
        <a
          href={signInPath(locale, { next: order ? `${page}?${new URLSearchParams({ order })}` : page })}
          className="text-ink underline underline-offset-4"
        >
          {texts.signIn}
        </a>
        <span>{` ${texts.signInHint}`}</span>
      </p>
    );
  }
  if (offer !== "available" && !problem) return null;
  return (
    <div className="grid gap-1.5">
      <Button variant="secondary" className="w-full" aria-disabled={busy} onClick={apply}>
        {texts.loyalty}
      </Button>
      {problem && <FieldProblem>{problem}</FieldProblem>}
    </div>
  );
}

"use client";
import { useState } from "react";
import { FreshText } from "@/components/ui/fresh-text";
import type { Texts } from "@/i18n/messages";
import type { DiscountControl } from "./discount-control";
import { FieldProblem } from "./form-section";
import { problemText } from "./problem-text";

/** Removes what the shopper asked for; automatic discounts stay. */
export function RemoveDiscounts({
  quote,
  texts,
}: {
  quote: DiscountControl;
  texts: Texts<"checkout">["elements"];
}) {
  const [removed, setRemoved] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function remove(): Promise<void> {
    setProblem(null);
    const outcome = await quote.update({ kind: "remove" });
    if (outcome.ok) return setRemoved(true);
    setProblem(problemText(outcome, texts));
  }

  return (
    <>
      <p role="status" className="sr-only">
        <FreshText>{removed && !quote.quote.removable ? texts.removed : ""}</FreshText>
      </p>
      {quote.quote.removable && (
        <button
          type="button"
          onClick={remove}
          className="-my-1 min-h-8 justify-self-start text-[0.9375rem] underline underline-offset-4"
        >
          <span>{texts.remove}</span>
          <span className="sr-only">{` ${texts.removeWhat}`}</span>
        </button>
      )}
      {problem && <FieldProblem>{problem}</FieldProblem>}
    </>
  );
}

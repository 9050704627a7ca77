"use client";
import { type FormEvent, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import type { Texts } from "@/i18n/messages";
import { normalizeCode, readableCode, TYPED_CODE_LIMIT } from "@/lib/model/promotion-code";
import type { DiscountControl } from "./discount-control";
import { FieldProblem } from "./form-section";
import { problemText } from "./problem-text";

type Props = {
  quote: DiscountControl;
  texts: Texts<"checkout">["elements"];
  onApplied: (code: string) => void;
};

export function PromotionCode({ quote, texts, onApplied }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const underWay = useRef(false);
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function apply(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (underWay.current) return;
    const wanted = readableCode(code);
    if (wanted === "") return refuse(texts.codeMissing);
    underWay.current = true;
    setBusy(true);
    const outcome = await quote.update({ kind: "promotion-code", code: wanted });
    underWay.current = false;
    setBusy(false);
    if (!outcome.ok) return refuse(problemText(outcome, texts));
    accept(wanted);
  }

  function accept(wanted: string): void {
    setCode("");
    setProblem(null);
    onApplied(wanted);
  }

  function refuse(why: string): void {
    setProblem(why);
    field.current?.focus();
  }

  // A lost answer may have applied the code: a later quote shows it.
  const isApplied = quote.quote.discounts.some(
    (discount) => discount.code !== null && normalizeCode(discount.code) === normalizeCode(code),
  );
  const acceptLate = useEffectEvent(() => accept(readableCode(code)));
  useEffect(() => {
    if (isApplied && problem !== null) acceptLate();
  }, [isApplied, problem]);

  return (
    <form onSubmit={apply} noValidate className="grid gap-1.5">
      <label htmlFor={id} className="text-[0.9375rem] text-quiet">
        {texts.promotionCode}
      </label>
      <div className="flex flex-wrap gap-2">
        <Input
          ref={field}
          id={id}
          name="promotion-code"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={TYPED_CODE_LIMIT}
          className="min-w-0 flex-1 basis-32"
          value={code}
          onChange={(event) => {
            setCode(event.currentTarget.value);
            setProblem(null);
          }}
          aria-invalid={problem !== null || undefined}
          aria-describedby={problem === null ? undefined : `${id}-problem`}
        />
        <Button type="submit" variant="secondary" className="shrink-0 px-5" aria-disabled={busy}>
          {texts.apply}
        </Button>
      </div>
      {problem && <FieldProblem id={`${id}-problem`}>{problem}</FieldProblem>}
    </form>
  );
}

"use client";
import { useActionState, useEffect, useId, useRef } from "react";
import { buttonClass } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { FreshText } from "@/components/ui/fresh-text";
import { formatText } from "@/i18n/format-text";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { type CodeState, tryCodeForm } from "@/lib/checkout/cart/cart-code-actions";
import { TYPED_CODE_LIMIT } from "@/lib/model/promotion-code";
import { SubmitButton } from "./submit-button";

type Props = { locale: Locale; texts: Texts<"cart">["code"] };

/** The field for a code: a refusal is shown here, an applied code with the amounts. It works without JavaScript. */
export function DiscountCode({ locale, texts }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [state, send] = useActionState<CodeState, FormData>(tryCodeForm, { status: "none" });
  const problem = state.status === "refused" ? state.problem : null;
  useEffect(() => {
    if (state.status !== "none") field.current?.focus();
  }, [state]);
  return (
    <form action={send} noValidate id="discount-code" className="grid gap-1.5">
      <input type="hidden" name="locale" value={locale} />
      <label htmlFor={id} className="text-[0.9375rem] text-quiet">
        {texts.label}
      </label>
      <div className="flex flex-wrap gap-2">
        <Input
          ref={field}
          id={id}
          name="code"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={TYPED_CODE_LIMIT}
          className="min-w-0 flex-1 basis-32"
          defaultValue={state.status === "refused" ? state.typed : ""}
          aria-invalid={problem !== null || undefined}
          aria-describedby={problem === null ? undefined : `${id}-problem`}
        />
        <SubmitButton className={buttonClass("secondary", "shrink-0 px-5")}>{texts.apply}</SubmitButton>
      </div>
      {problem !== null && (
        <p id={`${id}-problem`} role="alert" className="text-[0.9375rem] text-bad">
          <FreshText>{problem}</FreshText>
        </p>
      )}
      <p role="status" className="sr-only">
        <FreshText>{keptText(state, texts)}</FreshText>
      </p>
    </form>
  );
}

/** The text is for screen readers only, as a kept code shows with the amounts. */
function keptText(state: CodeState, texts: Texts<"cart">["code"]): string {
  if (state.status !== "kept") return "";
  const { code, waiting } = state;
  return waiting === null
    ? formatText(texts.applied, { code })
    : formatText(texts.waiting, { code, reason: waiting });
}

"use client";
import { useFormStatus } from "react-dom";
import { StepButton, Stepper } from "./stepper";

type Props = { quantity: number; max: number; texts: { quantity: string; less: string; more: string } };

/** Each button sends its new quantity, which is shown at once. */
export function QuantitySteps({ quantity, max, texts }: Props) {
  const { pending, data } = useFormStatus();
  const sent = data?.get("quantity");
  const shown = pending && typeof sent === "string" ? Number(sent) : quantity;
  return (
    <Stepper quantity={shown} label={texts.quantity}>
      <StepButton
        sign="-"
        type="submit"
        name="quantity"
        value={quantity - 1}
        label={texts.less}
        disabled={pending}
      />
      <StepButton
        sign="+"
        type="submit"
        name="quantity"
        value={quantity + 1}
        label={texts.more}
        disabled={pending || quantity >= max}
      />
    </Stepper>
  );
}

"use client";
import { useFormStatus } from "react-dom";
import { StepButton, Stepper } from "./stepper";

type Props = { quantity: number; max: number; texts: { quantity: string; less: string; more: string } };

/** The two buttons of a quantity form; each sends the quantity it leads to, shown while it is on the way. */
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

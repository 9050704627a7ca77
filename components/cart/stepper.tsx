import type { ComponentProps, ReactElement } from "react";
import { Untranslated } from "@/components/ui/untranslated";

type Props = { quantity: number; label: string; children: [ReactElement, ReactElement] };

export function Stepper({ quantity, label, children: [less, more] }: Props) {
  return (
    <div className="inline-flex items-center rounded-full border border-edge">
      {less}
      <span className="figures min-w-8 text-center">
        <span className="sr-only">{`${label}: `}</span>
        <Untranslated>{quantity}</Untranslated>
      </span>
      {more}
    </div>
  );
}

type StepProps = Omit<ComponentProps<"button">, "children" | "aria-label"> & {
  sign: "+" | "-";
  label: string;
};

export function StepButton({ sign, label, type = "button", ...props }: StepProps) {
  return (
    <button
      type={type}
      aria-label={label}
      className="grid size-10 place-items-center rounded-full text-lg leading-none hover:bg-sunken disabled:opacity-40"
      {...props}
    >
      <span aria-hidden="true">{sign === "-" ? "−" : "+"}</span>
    </button>
  );
}

import type { ComponentProps } from "react";

const BASE =
  "inline-flex min-h-12 items-center justify-center gap-2 rounded-full px-7 py-2 text-center text-base font-medium transition-colors duration-150 disabled:opacity-50 aria-disabled:opacity-50";

const VARIANTS = {
  primary: "border border-transparent bg-action text-on-action hover:bg-action-hover",
  secondary: "border border-edge text-ink hover:border-ink hover:bg-raised",
  quiet: "min-h-10 px-3 text-quiet underline-offset-4 hover:text-ink hover:underline",
} as const;

export type ButtonVariant = keyof typeof VARIANTS;

export function buttonClass(variant: ButtonVariant = "primary", className = ""): string {
  return `${BASE} ${VARIANTS[variant]} ${className}`;
}

type Props = ComponentProps<"button"> & { variant?: ButtonVariant };

export function Button({ variant = "primary", className, type = "button", ...props }: Props) {
  return <button type={type} className={buttonClass(variant, className)} {...props} />;
}

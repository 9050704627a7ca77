import type { ComponentProps } from "react";

const VARIANTS = {
  primary: "border border-transparent bg-action text-on-action hover:bg-action-hover",
  secondary: "border border-edge text-ink hover:border-ink hover:bg-raised",
  quiet: "min-h-10 px-3 text-quiet underline-offset-4 hover:text-ink hover:underline",
} as const;

export type ButtonVariant = keyof typeof VARIANTS;

export function buttonClass(variant: ButtonVariant = "primary", className = ""): string {
  return `button ${VARIANTS[variant]} ${className}`.trim();
}

type Props = ComponentProps<"button"> & { variant?: ButtonVariant };

export function Button({ variant = "primary", className, type = "button", ...props }: Props) {
  return <button type={type} className={buttonClass(variant, className)} {...props} />;
}

"use client";
import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";

export function SubmitButton({ disabled, ...props }: Omit<ComponentProps<"button">, "type">) {
  const { pending } = useFormStatus();
  return <button type="submit" disabled={disabled || pending} aria-busy={pending} {...props} />;
}

"use client";

import { type RefObject, useEffect } from "react";

/** Marks the fields of a form that were refused, by their names. */
export function useMarkedFields(
  form: RefObject<HTMLFormElement | null>,
  refusal: { fields: readonly string[] } | null,
) {
  useEffect(() => {
    const wrong = new Set(refusal?.fields);
    for (const field of form.current?.elements ?? []) {
      if (wrong.has(field.getAttribute("name") ?? "")) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  }, [form, refusal]);
}

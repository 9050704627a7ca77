"use client";

import { type RefObject, useEffect, useState } from "react";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isControl = (element: Element): element is Control =>
  element instanceof HTMLInputElement ||
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement;

function isChanged(field: Control): boolean {
  if (field instanceof HTMLSelectElement)
    return [...field.options].some((option) => option.selected !== option.defaultSelected);
  if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio"))
    return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
}

const nameOf = (field: Control): string =>
  field.labels?.[0]?.textContent?.trim() || field.getAttribute("aria-label") || "";

/** The names of a form's fields that differ from what is stored, as they are typed. */
export function useChangedFields(form: RefObject<HTMLFormElement | null>, isOn: boolean): readonly string[] {
  const [changed, setChanged] = useState<readonly string[]>([]);
  useEffect(() => {
    const element = form.current;
    if (!element || !isOn) return;
    const look = () => {
      const fields = [...element.elements].filter(isControl).filter((field) => field.type !== "hidden");
      const names = new Set(fields.filter(isChanged).map(nameOf).filter(Boolean));
      setChanged((before) => (before.join("\n") === [...names].join("\n") ? before : [...names]));
    };
    // What was typed before the script ran.
    look();
    element.addEventListener("input", look);
    return () => element.removeEventListener("input", look);
  }, [form, isOn]);
  return changed;
}

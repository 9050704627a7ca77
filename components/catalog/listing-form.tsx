"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useTransition } from "react";
import type { Elements } from "@/components/ui/elements";
import { listingParams, parseListingQuery } from "@/lib/catalog/listing";

type Props = { action: string; search: string; label: string; children: Elements };

type Field = { name: string; value: string };

/** The field that was changed last. The page that comes may be another one, whose form is new, and the keyboard should stay where it was. */
let left: Field | null = null;

const isField = (element: unknown): element is HTMLInputElement | HTMLSelectElement =>
  element instanceof HTMLInputElement || element instanceof HTMLSelectElement;

const isTyped = (field: HTMLInputElement | HTMLSelectElement) => field.type === "text";

/** A GET form that acts at once with JavaScript. What is shown follows the address, also when the shopper goes back. */
export function ListingForm({ action, search, label, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const [isPending, startTransition] = useTransition();

  useEffect(() => {
    const params = new URLSearchParams(search);
    for (const field of fieldsOf(form.current)) {
      if (field instanceof HTMLInputElement && field.type === "checkbox") {
        field.checked = params.getAll(field.name).includes(field.value);
      } else if (field !== document.activeElement) {
        field.value = params.get(field.name) ?? firstOption(field);
      }
      const wasLeft = left?.name === field.name && (left.value === field.value || field.type !== "checkbox");
      if (wasLeft && document.activeElement === document.body) field.focus({ preventScroll: true });
    }
    left = null;
  }, [search]);

  const apply = () => {
    if (!form.current) return;
    const entries = [...new FormData(form.current)].filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    );
    const asked = listingParams(parseListingQuery(new URLSearchParams(entries))).toString();
    if (asked === search) return;
    const active = document.activeElement;
    left = isField(active) ? { name: active.name, value: active.value } : null;
    startTransition(() => router.push(asked ? `${action}?${asked}` : action, { scroll: false }));
  };

  const onChange = (event: FormEvent) => {
    if (isField(event.target) && !isTyped(event.target)) apply();
  };

  return (
    <form
      ref={form}
      action={action}
      aria-label={label}
      aria-busy={isPending}
      onChange={onChange}
      onBlur={({ target }) => isField(target) && isTyped(target) && apply()}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
      className="mb-8 border-y border-line py-4 text-[0.9375rem] transition-opacity aria-busy:opacity-60"
    >
      {children}
    </form>
  );
}

const fieldsOf = (form: HTMLFormElement | null) => (form ? [...form.elements].filter(isField) : []);

const firstOption = (field: HTMLInputElement | HTMLSelectElement): string =>
  field instanceof HTMLSelectElement ? (field.options[0]?.value ?? "") : "";

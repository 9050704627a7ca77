"use client";
import { useEffect, useEffectEvent, useState } from "react";
import type { ChosenMethod } from "./billing-choice";

export type Typed<Contact> = { email: string; contact: Contact | null };

/** Keeps the delivery and billing address that are typed into our own forms. */
export function useContactInput<Contact>(
  before: Contact | null,
  email: string,
  onTyped: (typed: Typed<Contact>) => void,
) {
  const [contact, setContact] = useState(before);
  const [same, onSame] = useState(true);
  const [chosen, setChosen] = useState<ChosenMethod | null>(null);
  const remember = useEffectEvent(onTyped);
  useEffect(() => remember({ email, contact }), [email, contact]);
  return { contact, setContact, setChosen, billing: { chosen, same, onSame } };
}

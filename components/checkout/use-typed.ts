"use client";
import { useEffect, useEffectEvent, useState } from "react";
import type { ChosenMethod } from "./billing-choice";

/** What the shopper has typed, for a session or an order that takes the place of this one. */
export type Typed<Contact> = { email: string; contact: Contact | null };

/** What an own page's form holds besides the e-mail address: where it goes, and for whom the bill is. */
export function useTyped<Contact>(
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

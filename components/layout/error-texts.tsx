"use client";
import { createContext, type ReactNode, useContext } from "react";

type ErrorTexts = { title: string; text: string; again: string };

const Context = createContext<ErrorTexts>({ title: "", text: "", again: "" });

/** What an error page below says. It has no way of its own to the language's texts: what it would load may be what has failed. */
export function ErrorTextsOf({ texts, children }: { texts: ErrorTexts; children: ReactNode }) {
  return <Context value={texts}>{children}</Context>;
}

export const useErrorTexts = () => useContext(Context);

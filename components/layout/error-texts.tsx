"use client";
import { createContext, type ReactNode, useContext } from "react";

type ErrorTexts = { title: string; text: string; again: string };

const Context = createContext<ErrorTexts>({ title: "", text: "", again: "" });

/** The texts are passed down, as loading them may be what failed. */
export function ErrorTextsProvider({ texts, children }: { texts: ErrorTexts; children: ReactNode }) {
  return <Context value={texts}>{children}</Context>;
}

export const useErrorTexts = () => useContext(Context);

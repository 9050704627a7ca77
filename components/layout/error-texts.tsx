"use client";
import { createContext, type ReactNode, useContext } from "react";

type ErrorTexts = { title: string; text: string; again: string };

const Context = createContext<ErrorTexts>({ title: "", text: "", again: "" });

/** Passed down, as loading the texts may be what failed. */
export function ErrorTextsProvider({ texts, children }: { texts: ErrorTexts; children: ReactNode }) {
  return <Context value={texts}>{children}</Context>;
}

export const useErrorTexts = () => useContext(Context);

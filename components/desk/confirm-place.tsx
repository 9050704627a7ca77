"use client";

import { usePathname } from "next/navigation";
import {
  type ComponentType,
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import type { QuestionProps } from "./confirm-question";

export type Question = {
  question: string;
  /** The button that agrees. */
  yes: string;
  isDangerous?: boolean;
};

type Asked = Question & {
  Dialog: ComponentType<QuestionProps>;
  answer: (isYes: boolean) => void;
  path: string;
};

type Ask = (question: Question) => Promise<boolean>;

const byBrowser: Ask = async ({ question }) => window.confirm(question);

const Asking = createContext<Ask>(byBrowser);

/** Asks whether something is meant. */
export const useConfirm = (): Ask => useContext(Asking);

/** Where the desk's questions are shown, whose script is loaded with the first of them; without a network the browser asks. */
export function ConfirmPlace({ back, children }: { back: string; children: ReactNode }) {
  const path = usePathname();
  const [asked, setAsked] = useState<Asked | null>(null);
  const isAsking = useRef(false);

  const ask = useCallback<Ask>(
    async (question) => {
      if (isAsking.current) return false;
      isAsking.current = true;
      const loaded = await import("./confirm-question").catch(() => null);
      const isYes = loaded
        ? await new Promise<boolean>((answer) =>
            setAsked({ ...question, Dialog: loaded.ConfirmQuestion, answer, path }),
          )
        : await byBrowser(question);
      setAsked(null);
      isAsking.current = false;
      return isYes;
    },
    [path],
  );

  // Who goes to another page has not agreed.
  useEffect(() => {
    if (asked && asked.path !== path) asked.answer(false);
  }, [asked, path]);

  return (
    <Asking value={ask}>
      {children}
      {asked && <asked.Dialog {...asked} back={back} />}
    </Asking>
  );
}

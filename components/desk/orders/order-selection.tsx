"use client";

import { useRouter } from "next/navigation";
import { type ChangeEvent, type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { isPlainKey } from "../keys/plain-keys";
import { type BulkTexts, ChosenBar, type SendTexts } from "./chosen-bar";
import type { PapersTexts } from "./print-chosen";

type Props = {
  /** Null for staff who may only look. */
  texts: BulkTexts | null;
  papers: PapersTexts | null;
  sending: SendTexts | null;
  /** The list's table, which is plain HTML. */
  children: ReactNode;
};

/** Choosing rows (with shift from the last one on), moving by keys, and what one can do with all that are chosen. */
export function OrderSelection({ texts, papers, sending, children }: Props) {
  const router = useRouter();
  const box = useRef<HTMLDivElement>(null);
  const lastChosen = useRef<HTMLInputElement | null>(null);
  const [chosen, setChosen] = useState<string[]>([]);
  const boxes = () => [...(box.current?.querySelectorAll<HTMLInputElement>("input[data-choose]") ?? [])];
  const readChosen = () => setChosen(boxes().flatMap((one) => (one.checked ? one.value : [])));

  function choose(event: MouseEvent<HTMLDivElement>) {
    const { target } = event;
    if (!(target instanceof HTMLInputElement) || !target.matches("[data-choose]")) return;
    const all = boxes();
    const [from, to] = [lastChosen.current, target].map((one) => (one ? all.indexOf(one) : -1));
    if (event.shiftKey && from !== undefined && to !== undefined && from >= 0) {
      for (const one of all.slice(Math.min(from, to), Math.max(from, to) + 1)) one.checked = target.checked;
    }
    lastChosen.current = target;
    readChosen();
  }

  function change({ target }: ChangeEvent<HTMLDivElement>) {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.matches("[data-choose-all]")) for (const one of boxes()) one.checked = target.checked;
    readChosen();
  }

  function chooseNone() {
    for (const one of box.current?.querySelectorAll<HTMLInputElement>("input[type=checkbox]") ?? [])
      one.checked = false;
    readChosen();
  }

  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (!isPlainKey(event)) return;
      const links = [...(box.current?.querySelectorAll<HTMLAnchorElement>("a[data-order-link]") ?? [])];
      const here = links.findIndex((link) => link.matches(":focus"));
      if (event.key === "/") {
        event.preventDefault();
        document.querySelector<HTMLInputElement>("[data-orders-search]")?.focus();
      }
      if (event.key === "j") links[Math.min(here + 1, links.length - 1)]?.focus();
      if (event.key === "k") links[Math.max(here - 1, 0)]?.focus();
      if (event.key === "x")
        links[here]?.closest("tr")?.querySelector<HTMLInputElement>("[data-choose]")?.click();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears of its own checkboxes, which are operated by keys themselves.
    // biome-ignore lint/a11y/useKeyWithClickEvents: a key on a checkbox is a click.
    <div ref={box} onClick={choose} onChange={change}>
      {children}
      {texts && chosen.length > 0 && (
        <ChosenBar
          {...{ texts, papers, sending, chosen }}
          onNone={chooseNone}
          onDone={() => router.refresh()}
        />
      )}
    </div>
  );
}

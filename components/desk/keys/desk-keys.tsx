"use client";

import { useRouter } from "next/navigation";
import { type ComponentType, useCallback, useEffect, useState } from "react";
import type { PaletteProps, PaletteTexts } from "./command-palette";
import type { KeyHelpProps, KeyHelpTexts } from "./key-help";
import { goToSearch, moveInList } from "./list-keys";
import { isPlainKey } from "./plain-keys";

export type DeskPlace = { href: string; name: string; key: string | null };

type Props = { places: DeskPlace[]; texts: PaletteTexts & KeyHelpTexts & { open: string } };

type Shown =
  | { Dialog: ComponentType<PaletteProps>; kind: "palette" }
  | { Dialog: ComponentType<KeyHelpProps>; kind: "help" };

/** How long the letter after `g` is waited for, in milliseconds. */
const NEXT_KEY = 1_500;

/** The keys that work on every page of the desk, and a button for those who use none. The dialogs are loaded when they are first opened. */
export function DeskKeys({ places, texts }: Props) {
  const router = useRouter();
  const [shown, setShown] = useState<Shown | null>(null);
  const openPalette = useCallback(
    async () => setShown({ kind: "palette", Dialog: (await import("./command-palette")).CommandPalette }),
    [],
  );

  useEffect(() => {
    let goes = Number.NEGATIVE_INFINITY;
    async function press(event: KeyboardEvent) {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        return openPalette();
      }
      if (!isPlainKey(event)) return;
      if (event.key === "/") {
        event.preventDefault();
        if (!goToSearch()) await openPalette();
        return;
      }
      if (event.key === "j" || event.key === "k") moveInList(event.key === "j" ? 1 : -1);
      if (event.key === "?") return setShown({ kind: "help", Dialog: (await import("./key-help")).KeyHelp });
      const place = event.timeStamp - goes < NEXT_KEY && places.find(({ key }) => key === event.key);
      goes = event.key === "g" && !place ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (place) router.push(place.href);
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [places, router, openPalette]);

  const close = () => setShown(null);
  return (
    <>
      <button type="button" onClick={openPalette} className="desk-button">
        <span>{texts.open}</span>
        <kbd className="text-quiet max-md:hidden">Ctrl K</kbd>
      </button>
      {shown?.kind === "palette" && <shown.Dialog {...{ places, texts, close }} />}
      {shown?.kind === "help" && <shown.Dialog {...{ places, texts, close }} />}
    </>
  );
}

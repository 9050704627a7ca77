"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useState } from "react";
import { DeskDialog } from "../dialog";
import type { DeskPlace } from "./desk-keys";
import { areKeysOn, turnKeys } from "./plain-keys";

export type KeyHelpTexts = {
  keysTitle: string;
  close: string;
  find: string;
  help: string;
  search: string;
  moves: string;
  opens: string;
  chooses: string;
  goesTo: string;
  keysOn: string;
};

export type KeyHelpProps = { places: readonly DeskPlace[]; texts: KeyHelpTexts; close: () => void };

/** All keys of the desk, and the switch that turns those without Ctrl off. */
export function KeyHelp({ places, texts, close }: KeyHelpProps) {
  const [isOn, setIsOn] = useState(areKeysOn);
  const keys: [keys: string, does: string][] = [
    ["Ctrl K", texts.find],
    ["?", texts.help],
    ["/", texts.search],
    ["j  k", texts.moves],
    ["Enter", texts.opens],
    ["x", texts.chooses],
    ...places.flatMap(({ key, name }): [string, string][] =>
      key ? [[`g  ${key}`, `${texts.goesTo} ${name}`]] : [],
    ),
  ];
  return (
    <DeskDialog label={texts.keysTitle} width="max-w-[30rem]" close={close}>
      <div className="mb-3 flex items-center justify-between gap-3">
        <h2 className="text-lg font-medium">{texts.keysTitle}</h2>
        <Dialog.Close className="desk-button">{texts.close}</Dialog.Close>
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
        {keys.map(([name, does]) => (
          <div key={name} className="contents">
            <dt>
              <kbd className="figures whitespace-pre">{name}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label className="mt-4 flex items-center gap-3">
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ currentTarget: { checked } }) => {
            turnKeys(checked);
            setIsOn(checked);
          }}
          className="size-5"
        />
        <span>{texts.keysOn}</span>
      </label>
    </DeskDialog>
  );
}

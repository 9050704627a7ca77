"use client";

import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import { useRef, useState } from "react";
import { z } from "zod/mini";
import { TextField } from "./field";
import { type CallTexts, useDeskCall } from "./use-desk-call";

/** The questions are the server's own, so that only what they are for is looked at. */
const question = z.union([
  z.object({ kind: z.literal("new"), options: z.custom<PublicKeyCredentialCreationOptionsJSON>() }),
  z.object({ kind: z.literal("known"), options: z.custom<PublicKeyCredentialRequestOptionsJSON>() }),
]);

const signedIn = z.object({ next: z.string() });

type Props = {
  /** The route that takes the answer; the one below it, `options`, asks the question. */
  action: string;
  label: string;
  /** Asks for a name of a passkey that is made. */
  nameLabel?: string;
  kind?: "primary";
  texts: CallTexts & { canceled: string };
};

/** Shows a passkey, or makes one: the browser asks its person. */
export function PasskeyButton({ action, label, nameLabel, kind, texts }: Props) {
  const { call, refusal, isBusy } = useDeskCall(texts);
  const name = useRef<HTMLInputElement>(null);
  const [isAsking, setIsAsking] = useState(false);
  const [isCanceled, setIsCanceled] = useState(false);

  async function show() {
    setIsCanceled(false);
    const asked = question.safeParse(await call("POST", `${action}/options`, {}, { changes: false }));
    if (!asked.success) return;
    setIsAsking(true);
    const passkey = await answerOf(asked.data).catch(() => null);
    setIsAsking(false);
    setIsCanceled(passkey === null);
    if (passkey === null) return;
    const sent = { passkey: JSON.stringify(passkey), name: name.current?.value ?? "" };
    const answer = await call("POST", action, sent);
    const goesOn = signedIn.safeParse(answer);
    if (goesOn.success) window.location.assign(goesOn.data.next);
    else if (answer !== null && name.current) name.current.value = "";
  }

  return (
    <div className="grid justify-items-start gap-3">
      {nameLabel && <TextField label={nameLabel} ref={name} maxLength={60} />}
      <button
        type="button"
        data-kind={kind}
        className="desk-button"
        disabled={isBusy || isAsking}
        onClick={show}
      >
        {label}
      </button>
      {(refusal || isCanceled) && (
        <p role="alert" className="text-bad">
          {refusal?.message ?? texts.canceled}
        </p>
      )}
    </div>
  );
}

const answerOf = (asked: z.infer<typeof question>) =>
  asked.kind === "new"
    ? startRegistration({ optionsJSON: asked.options })
    : startAuthentication({ optionsJSON: asked.options });

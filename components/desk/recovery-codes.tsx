"use client";

import { useState } from "react";
import { z } from "zod/mini";
import { CallOutcome } from "./call-outcome";
import { type CallTexts, useDeskCall } from "./use-desk-call";

const answered = z.object({ codes: z.array(z.string()) });

/** Makes recovery codes, and shows them this once. */
export function RecoveryCodes({ make, once, texts }: { make: string; once: string; texts: CallTexts }) {
  const { call, refusal, isBusy } = useDeskCall(texts);
  const [codes, setCodes] = useState<readonly string[]>([]);
  return (
    <>
      <button
        type="button"
        className="desk-button"
        disabled={isBusy}
        onClick={async () => {
          const answer = answered.safeParse(await call("POST", "/api/admin/me/recovery-codes"));
          if (answer.success) setCodes(answer.data.codes);
        }}
      >
        {make}
      </button>
      <CallOutcome refusal={refusal} className="mt-2" />
      {codes.length > 0 && (
        <div role="status" className="mt-4">
          <p className="font-medium">{once}</p>
          <ul className="figures mt-2 grid grid-cols-2 gap-x-6 font-mono">
            {codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

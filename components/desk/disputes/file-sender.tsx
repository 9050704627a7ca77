"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { z } from "zod/mini";

const refused = z.object({ error: z.object({ message: z.string() }) });

type Props = {
  /** Where the dispute's files go; the field and the version follow. */
  address: string;
  seen: string;
  fields: readonly { field: string; label: string }[];
  texts: Record<"what" | "file" | "send" | "unreachable" | "failed", string>;
};

/** Sends a file as it is. The page then shows what Stripe has. */
export function FileSender({ address, seen, fields, texts }: Props) {
  const router = useRouter();
  const [problem, setProblem] = useState("");
  const [isSending, setIsSending] = useState(false);
  const [isReading, startReading] = useTransition();
  const isBusy = isSending || isReading;

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const file = data.get("file");
    if (!(file instanceof File) || isBusy) return;
    setProblem("");
    setIsSending(true);
    try {
      const response = await fetch(`${address}/${data.get("field")}/${seen}`, {
        method: "PUT",
        headers: { "Content-Type": file.type || "application/octet-stream" },
        body: file,
      });
      const told = refused.safeParse(await response.json().catch(() => null));
      if (response.ok) {
        form.reset();
        startReading(() => router.refresh());
      } else setProblem(told.success ? told.data.error.message : texts.failed);
    } catch {
      setProblem(texts.unreachable);
    }
    setIsSending(false);
  }

  return (
    <form onSubmit={send} aria-busy={isBusy} className="grid gap-3">
      <label className="grid gap-1">
        <span>{texts.what}</span>
        <select name="field" className="desk-control">
          {fields.map(({ field, label }) => (
            <option key={field} value={field}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className="grid gap-1">
        <span>{texts.file}</span>
        <input
          type="file"
          name="file"
          required
          accept=".pdf,.png,.jpg,.jpeg"
          className="desk-control py-1.5"
        />
      </label>
      <button type="submit" disabled={isBusy} className="desk-button justify-self-start">
        {texts.send}
      </button>
      {problem && (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      )}
    </form>
  );
}

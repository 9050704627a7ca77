"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useState } from "react";
import { z } from "zod/mini";
import type { CallTexts } from "../use-desk-call";

type Props = {
  texts: CallTexts & Record<"file" | "send" | "sending", string>;
  children: ReactNode;
};

const answered = z.object({ importId: z.string() });
const refused = z.object({ error: z.object({ message: z.string() }) });

/** Sends a file of goods as it is; the browser reads it from the disk piece by piece. Its page then shows what it would change. */
export function UploadForm({ texts, children }: Props) {
  const router = useRouter();
  const [problem, setProblem] = useState("");
  const [isSending, setIsSending] = useState(false);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const file = data.get("file");
    if (!(file instanceof File)) return;
    const query = new URLSearchParams({ name: file.name });
    for (const [name, value] of data) if (typeof value === "string") query.set(name, value);
    setProblem("");
    setIsSending(true);
    const told = await post(file, query, texts);
    if ("importId" in told) router.push(`/admin/goods/import/${told.importId}`);
    else {
      setProblem(told.message);
      setIsSending(false);
    }
  }

  return (
    <form onSubmit={send} aria-busy={isSending} className="grid gap-3">
      <label className="grid gap-1">
        <span className="font-medium">{texts.file}</span>
        <input
          type="file"
          name="file"
          required
          accept=".csv,.tsv,.txt,.jsonl,.ndjson,.json"
          className="desk-control py-1.5"
        />
      </label>
      {children}
      <button type="submit" data-kind="primary" className="desk-button" disabled={isSending}>
        {texts.send}
      </button>
      {isSending && <p role="status">{texts.sending}</p>}
      {problem && (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      )}
    </form>
  );
}

async function post(file: File, query: URLSearchParams, texts: CallTexts) {
  try {
    const response = await fetch(`/api/admin/goods/imports?${query}`, { method: "POST", body: file });
    const answer: unknown = await response.json().catch(() => null);
    const read = answered.safeParse(answer);
    if (response.ok && read.success) return read.data;
    const told = refused.safeParse(answer);
    return { message: told.success ? told.data.error.message : texts.failed };
  } catch {
    return { message: texts.unreachable };
  }
}

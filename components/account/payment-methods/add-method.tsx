"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FreshText } from "@/components/ui/fresh-text";
import { Notice } from "@/components/ui/notice";
import { MethodForm, type MethodFormProps } from "./method-form";

type Props = Omit<MethodFormProps, "onDone" | "onCancel"> & { startOpen: boolean };

export function AddMethod({ startOpen, ...form }: Props) {
  const [open, setOpen] = useState(startOpen);
  const [done, setDone] = useState<"saved" | "processing" | null>(null);
  const { texts } = form;
  if (open) {
    return (
      <MethodForm
        {...form}
        onCancel={() => setOpen(false)}
        onDone={(result) => {
          setDone(result);
          setOpen(false);
        }}
      />
    );
  }
  return (
    <div>
      <div role="status">
        {done && (
          <Notice tone="good" className="mb-6">
            <FreshText>{texts.done[done]}</FreshText>
          </Notice>
        )}
      </div>
      <Button
        variant="secondary"
        onClick={() => {
          setDone(null);
          setOpen(true);
        }}
      >
        {texts.add}
      </Button>
    </div>
  );
}

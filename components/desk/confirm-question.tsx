"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import type { Question } from "./confirm-place";

export type QuestionProps = Question & { back: string; answer: (isYes: boolean) => void };

/** A question before something is done. The way back is first, as what is asked can mostly not be undone. */
export function ConfirmQuestion({ question, yes, isDangerous, back, answer }: QuestionProps) {
  return (
    <AlertDialog.Root open onOpenChange={(isOpen) => isOpen || answer(false)}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <AlertDialog.Viewport className="fixed inset-0 z-50 flex items-center justify-center overflow-y-auto p-4">
          <AlertDialog.Popup
            aria-label={yes}
            className="w-full max-w-[28rem] rounded-xl border border-line bg-raised p-4 text-ink shadow-float outline-none"
          >
            <AlertDialog.Description className="whitespace-pre-line [overflow-wrap:anywhere]">
              {question}
            </AlertDialog.Description>
            <div className="mt-4 flex flex-wrap justify-end gap-3">
              <AlertDialog.Close className="desk-button">{back}</AlertDialog.Close>
              <button
                type="button"
                data-kind={isDangerous ? "danger" : "primary"}
                onClick={() => answer(true)}
                className="desk-button"
              >
                {yes}
              </button>
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

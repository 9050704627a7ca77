import { h } from "../../browser/dom";
import { isRecord } from "../../browser/is-record";

const buttons = [...document.querySelectorAll<HTMLButtonElement>("button[data-result]")];
const problem = document.getElementById("problem");
let answering = false;

async function answer(result: string): Promise<void> {
  const source = encodeURIComponent(document.body.dataset.source ?? "");
  const response = await fetch(`/v1/redirects/${source}/complete`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ result }),
  });
  const body: unknown = await response.json();
  if (!response.ok || !isRecord(body) || typeof body.return_url !== "string") throw new Error("no way back");
  window.location.assign(body.return_url);
}

for (const button of buttons) {
  button.addEventListener("click", async () => {
    if (answering) return;
    answering = true;
    for (const each of buttons) each.setAttribute("aria-disabled", "true");
    try {
      await answer(button.dataset.result ?? "");
    } catch {
      answering = false;
      for (const each of buttons) each.removeAttribute("aria-disabled");
      problem?.replaceChildren(h("p", { class: "bank-error", role: "alert" }, problem.dataset.text ?? ""));
    }
  });
}
// The browser may restore this page while the answer is sent.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

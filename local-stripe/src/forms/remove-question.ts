import { h } from "../browser/dom";
import type { Translate } from "../texts/translate";

/** `remove` returns the problem's text, or null; `close` is called when the shopper keeps the method. */
export function createRemoveQuestion(
  t: Translate,
  names: { id: string; name: string; last4: string },
  handlers: { remove: () => Promise<string | null>; close: () => void },
): { root: HTMLElement; focus: () => void } {
  const titleId = `${names.id}-question`;
  const problem = h("div");
  const remove = h("button", { type: "button", class: "saved-action is-danger" }, t("saved.remove"));
  const keep = h("button", { type: "button", class: "saved-action" }, t("saved.keep"));
  let removing = false;
  remove.addEventListener("click", async () => {
    if (removing) return;
    removing = true;
    for (const button of [remove, keep]) button.setAttribute("aria-disabled", "true");
    const failure = await handlers.remove();
    removing = false;
    for (const button of [remove, keep]) button.removeAttribute("aria-disabled");
    if (failure !== null) problem.replaceChildren(h("p", { class: "field-error", role: "alert" }, failure));
  });
  keep.addEventListener("click", () => {
    if (!removing) handlers.close();
  });
  const root = h(
    "div",
    { class: "saved-question", role: "alertdialog", "aria-labelledby": titleId },
    h("p", { id: titleId }, t("saved.question", { name: names.name, last4: names.last4 })),
    problem,
    h("div", { class: "saved-actions" }, keep, remove),
  );
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || removing) return;
    event.stopPropagation();
    handlers.close();
  });
  return { root, focus: () => keep.focus() };
}

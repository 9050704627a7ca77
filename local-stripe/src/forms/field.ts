import { h } from "../browser/dom";
import type { Choice } from "../facts/countries";
import type { FieldName } from "./field-names";

type Control = HTMLInputElement | HTMLSelectElement;

interface FieldOptions extends FieldName {
  label: string;
  type?: string;
  autocomplete: string;
  placeholder?: string;
  inputMode?: string;
  maxLength?: number;
  choices?: Choice[];
  mark?: HTMLElement;
  /** The sentence to show for a value that can't be sent, or null. */
  check?: (value: string) => string | null;
}

export interface Field {
  control: Control;
  cell: HTMLElement;
  label: HTMLElement;
  value(): string;
  set(value: string): void;
  /** Null clears the message. */
  fail(message: string | null): void;
  /** Checks the value and shows what is wrong. True when it is good. */
  validate(): boolean;
  /** Shows nothing. */
  isGood(): boolean;
}

export function createField(options: FieldOptions): Field {
  const control = createControl(options);
  const label = h("label", { for: options.id, class: "field-label" }, options.label);
  const slot = h("div");
  const cell = h("div", { class: "field" }, label, control, options.mark, slot);
  const errorId = `${options.id}-error`;

  const field: Field = {
    control,
    cell,
    label,
    value: () => control.value.trim(),
    set: (value) => {
      control.value = value;
      control.dispatchEvent(new Event("input", { bubbles: true }));
    },
    fail: (message) => {
      cell.classList.toggle("is-invalid", message !== null);
      if (message === null) {
        control.removeAttribute("aria-invalid");
        control.removeAttribute("aria-describedby");
        slot.replaceChildren();
        return;
      }
      control.setAttribute("aria-invalid", "true");
      control.setAttribute("aria-describedby", errorId);
      slot.replaceChildren(h("p", { class: "field-error", role: "alert", id: errorId }, message));
    },
    validate: () => {
      const message = options.check?.(field.value()) ?? null;
      field.fail(message);
      return message === null;
    },
    isGood: () => (options.check?.(field.value()) ?? null) === null,
  };

  control.addEventListener("input", () => field.fail(null));
  control.addEventListener("blur", () => {
    if (field.value() !== "") field.validate();
  });
  return field;
}

function createControl(options: FieldOptions): Control {
  const common = {
    id: options.id,
    name: options.name ?? options.id,
    autocomplete: options.autocomplete,
    "data-elements-stable-field-name": options.stable,
  };
  if (options.choices) {
    return h(
      "select",
      { ...common, class: "control" },
      ...options.choices.map((choice) => h("option", { value: choice.value }, choice.label)),
    );
  }
  return h("input", {
    ...common,
    class: "control",
    type: options.type ?? "text",
    placeholder: options.placeholder,
    inputmode: options.inputMode,
    maxlength: options.maxLength === undefined ? null : String(options.maxLength),
    spellcheck: "false",
    autocapitalize: options.type === "email" ? "off" : null,
  });
}

export function fieldGroup(title: string | null, rows: HTMLElement[]): HTMLElement {
  return h(
    "div",
    { class: "group", role: title ? "group" : null, "aria-label": title },
    title ? h("div", { class: "group-title", "aria-hidden": "true" }, title) : null,
    h("div", { class: "frame" }, ...rows),
  );
}

export function row(...fields: Field[]): HTMLElement {
  return h("div", { class: "row" }, ...fields.map((field) => field.cell));
}

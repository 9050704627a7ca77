import { useId } from "react";
import { buttonClass } from "./button";
import { Select } from "./field";
import { SendOnChange } from "./send-on-change";

type Props = {
  name: string;
  value: string;
  choices: { code: string; name: string }[];
  label: string;
  labelClass: string;
  /** Of the button, which is there without JavaScript alone. */
  apply: string;
};

/** A choice that sends its form at once. */
export function SelectChoice({ name, value, choices, label, labelClass, apply }: Props) {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className={`text-quiet ${labelClass}`}>
        {label}
      </label>
      <SendOnChange>
        <Select key={value} id={id} name={name} defaultValue={value} autoComplete="off">
          {choices.map((choice) => (
            <option key={choice.code} value={choice.code}>
              {choice.name}
            </option>
          ))}
        </Select>
      </SendOnChange>
      <noscript>
        <button type="submit" className={buttonClass("secondary", "mt-2 w-full")}>
          {apply}
        </button>
      </noscript>
    </>
  );
}

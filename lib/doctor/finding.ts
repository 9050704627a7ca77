/** What a check found. A `note` is neither right nor wrong. Only what is wrong has a code, for programs, and says how to put it right. */
export type Finding = { state: "right" | "note"; text: string } | Wrong;

type Wrong = { state: "wrong"; code: string; text: string; fix: string };

export const right = (text: string): Finding => ({ state: "right", text });
export const note = (text: string): Finding => ({ state: "note", text });
export const wrong = (code: string, text: string, fix: string): Finding => ({
  state: "wrong",
  code,
  text,
  fix,
});

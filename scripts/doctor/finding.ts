/** `note`: neither right nor wrong, and worth knowing. */
export type Finding = { state: "right" | "wrong" | "note"; text: string };

export const right = (text: string): Finding => ({ state: "right", text });
export const wrong = (text: string): Finding => ({ state: "wrong", text });
export const note = (text: string): Finding => ({ state: "note", text });

/** Looks at one part of a store. What the settings lack is told by them: an `EnvError` here means that there is nothing to look at. */
export type Check = { subject: string; look: () => Promise<Finding[]> };

/** A `note` is neither right nor wrong. */
export type Finding = { state: "right" | "wrong" | "note"; text: string };

export const right = (text: string): Finding => ({ state: "right", text });
export const wrong = (text: string): Finding => ({ state: "wrong", text });
export const note = (text: string): Finding => ({ state: "note", text });

/** Checks one part of a store. An `EnvError` means that settings are missing, which their own check reports. */
export type Check = { subject: string; look: () => Promise<Finding[]> };

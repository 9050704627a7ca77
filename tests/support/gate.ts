/** A promise that a test settles when it is time: what waits at it goes on then. */
export function gate<Value = void>(): { passed: Promise<Value>; open: (value: Value) => void } {
  let open = (_value: Value): void => {};
  const passed = new Promise<Value>((resolve) => {
    open = resolve;
  });
  return { passed, open: (value) => open(value) };
}

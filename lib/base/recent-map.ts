/** Keeps the values of so many keys, and forgets the one that was used least recently. For what can be asked or made again. */
export function recentMap<Key, Value>(most: number) {
  const values = new Map<Key, Value>();
  const set = (key: Key, value: Value): void => {
    values.delete(key);
    values.set(key, value);
    for (const oldest of values.keys()) {
      if (values.size <= most) return;
      values.delete(oldest);
    }
  };
  const get = (key: Key): Value | undefined => {
    const value = values.get(key);
    if (value !== undefined) set(key, value);
    return value;
  };
  return { get, set };
}

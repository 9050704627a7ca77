import { type Account, accountOf, worldName } from "./account";
import type { Local } from "./local";
import { openStateFile, type StateFile } from "./state-file";
import { Store } from "./store";

/** The accounts' worlds, each with objects, a clock, faults, endpoints and a log of its own. */
export interface Worlds {
  /** The world of an account, made when it is asked for first. */
  of(account: Account): Local;
  /** Of keys without an ending of their own. */
  readonly main: Local;
  all(): Local[];
  /** The world that has an object of this id. */
  holding(id: string): Local | undefined;
  /** Writes what is left. */
  close(): void;
}

/** @param make puts a world together around its store */
export function openWorlds(
  path: string | null,
  sync: boolean,
  make: (store: Store, account: Account, worlds: Worlds) => Local,
): Worlds {
  const stores = new Map<string, Store>();
  let file: StateFile | null = null;
  const storeOf = (name: string): Store => {
    const known = stores.get(name);
    if (known) return known;
    const log =
      path === null
        ? null
        : {
            note: (collection: string, change: { id: string } | string | null) =>
              file?.note(name, collection, change),
            write: () => file?.write(),
            moved: () => file?.restart(),
          };
    const made = new Store(log);
    stores.set(name, made);
    return made;
  };
  if (path !== null) {
    file = openStateFile(path, {
      sync,
      size: () => [...stores.values()].reduce((sum, store) => sum + store.size, 0),
      apply: ([name, collection, change]) => storeOf(name).load(collection, change),
      *all(size) {
        for (const [name, store] of stores) {
          for (const { name: collection, items } of store.parts(size)) {
            yield items.map((item) => [name, collection, item]);
          }
        }
      },
    });
  }

  const known = new Map<string, Local>();
  const worlds: Worlds = {
    of: (account) => {
      const name = worldName(account);
      const world = known.get(name) ?? make(storeOf(name), account, worlds);
      known.set(name, world);
      return world;
    },
    get main() {
      return worlds.of({ ending: "", connected: null });
    },
    all: () => [...known.values()],
    holding: (id) => worlds.all().find(({ store }) => store.has(id)),
    close: () => file?.close(),
  };
  for (const name of ["", ...stores.keys()]) worlds.of(accountOf(name));
  return worlds;
}

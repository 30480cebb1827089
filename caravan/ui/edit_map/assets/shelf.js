/* What the three parts of the map share, in whatever order the browser starts them: Leaflet with
   the world's coast, the coast around each map's points, and the maps themselves. */
const shelf = globalThis[Symbol.for("caravan.edit_map")] ??= {
  world: null,
  land: new Map(),
  watchers: new Set(),
  put(change) {
    change(this);
    for (const watcher of [...this.watchers]) watcher();
  },
};

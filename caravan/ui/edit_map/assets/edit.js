/* A map whose points are moved, added and chosen. It is made once, and changed in place whenever
   Python draws the page anew: zoom, place and focus stay. */

const SEA = "#dce8ea";

function makeEditMap(root, data) {
  const frame = el("div", "em-frame");
  const container = el("div", "em-map");
  root.append(frame);
  frame.append(container);
  container.dir = "ltr"; // Leaflet counts from the left
  // Leaflet focuses the map when it is pressed; a page that scrolls then moves the mark away from
  // under the finger, and the press is lost.
  const focus = container.focus.bind(container);
  container.focus = options => focus({ preventScroll: true, ...options });
  container.setAttribute("role", "region");
  const { words } = data;
  container.setAttribute("aria-label", words.map);
  const coarse = matchMedia("(pointer: coarse)").matches;

  const map = L.map(container, {
    zoomControl: false, attributionControl: false, zoomSnap: 0.25, zoomDelta: 1,
    maxBounds: [[-88, -600], [88, 600]], maxBoundsViscosity: 0.9, minZoom: 1, worldCopyJump: false,
    // The page scrolls over the map; one finger and the wheel are the page's.
    dragging: !coarse, scrollWheelZoom: false,
    zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    maxZoom: data.max_zoom,
  });
  const state = {
    map, root: frame, data, words, seen: 0, placing: "",
    tab: crypto.getRandomValues(new Uint32Array(4)).join("-"),
    arrange() {}, send: null,
  };
  const queue = [];
  let count = 0;
  let taken = false; // whether the visitor has taken over the view
  let fitted = null; // ids that the view was fitted to
  let tiles = null, land = [], lines = [], ghosts = [];

  // A point within the map, its longitude as Python counts it.
  state.within = at => L.latLng(Math.max(-85, Math.min(85, at.lat)), at.lng);
  state.isPlacing = () => Boolean(state.placing) || state.data.adding;
  state.movable = () => {
    const item = state.marks.items.get(state.data.selected);
    return item && item.point.draggable ? item : null;
  };
  // Whether a press on the map means a place.
  function aim() {
    frame.classList.toggle("em-placing", state.isPlacing());
    map.doubleClickZoom[state.isPlacing() ? "disable" : "enable"]();
    controls.banner();
  }
  state.place = id => {
    const item = state.marks.items.get(id || state.placing);
    state.placing = id;
    aim();
    if (id) container.focus({ preventScroll: true });
    else if (item) item.marker.getElement().focus({ preventScroll: true });
  };
  // Tells Python, again until it has said that it heard; answers with the number of the event.
  state.tell = (kind, id, at) => {
    count += 1;
    const point = at.wrap();
    queue.push({ number: count, kind, id, latitude: point.lat, longitude: point.lng });
    state.send({ tab: state.tab, events: queue });
    return count;
  };

  function fit() {
    map.invalidateSize({ animate: false, pan: false });
    const { bounds, direction } = state.data;
    const [start, end] = [70, 40];
    map.fitBounds(bounds || [[-45, -120], [65, 150]], { animate: false, maxZoom: 12,
      paddingTopLeft: [direction === "rtl" ? end : start, 44],
      paddingBottomRight: [direction === "rtl" ? start : end, 44] });
    taken = false;
    state.arrange();
  }

  const controls = makeControls(state, fit);
  state.say = text => controls.say(text);
  state.hint = text => controls.hint(text);
  state.hands = makeHands(state);
  state.marks = makeMarks(state);
  map.setView([0, 0], 2, { animate: false });
  state.arrange = makeRoom(state);
  const linePane = pane(map, "em-lines", 400, true);
  const panes = { world: pane(map, "em-world", 140, true), land: pane(map, "cm-ground", 150, true) };
  map.getPane("tilePane").style.zIndex = 200;

  // The place that was pressed: a mark is moved there, or a new one is wanted there.
  let last = 0;
  function use(at) {
    if (!state.isPlacing() || Date.now() - last < 400) return; // a double click is one click
    last = Date.now();
    const point = state.within(at);
    const item = state.marks.items.get(state.placing);
    if (item) {
      item.marker.setLatLng(point);
      item.sent = state.tell("moved", item.id, point);
      controls.say(words.moved.replace("{}", () => item.point.label));
      state.place("");
      state.arrange();
      return;
    }
    const number = state.tell("added", "", point);
    const icon = L.divIcon({ className: "em-ghost", html: el("i", "em-pip"), iconSize: null });
    ghosts.push({ number, marker: L.marker(point, { icon, interactive: false, keyboard: false }).addTo(map) });
    controls.say(words.added);
  }
  map.on("click", event => use(event.latlng));
  container.addEventListener("keydown", event => {
    if (event.target !== container) return;
    if (event.key === "Enter" && state.isPlacing()) { event.preventDefault(); use(map.getCenter()); }
    if (event.key === "Escape" && state.placing) state.place("");
  });
  for (const kind of ["pointerdown", "wheel", "keydown"]) {
    container.addEventListener(kind, () => { taken = true; }, { passive: true, capture: true });
  }
  // The wheel is the map's while somebody works on it, the page's otherwise.
  container.addEventListener("pointerdown", () => map.scrollWheelZoom.enable());
  frame.addEventListener("pointerleave", () => map.scrollWheelZoom.disable());
  map.on("zoomend", () => state.arrange());
  map.on("moveend", () => state.arrange());
  if (document.fonts) document.fonts.ready.then(() => state.arrange());
  let size = "";
  const watch = new ResizeObserver(() => {
    const now = `${container.clientWidth} ${container.clientHeight}`;
    if (now === size || !container.clientWidth || !container.clientHeight) return;
    const first = !size;
    size = now;
    frame.classList.toggle("cm-narrow", container.clientWidth < 500);
    if (first || !taken) fit(); else map.invalidateSize({ animate: false });
    state.arrange();
  });
  watch.observe(container);

  function drawLand() {
    land.forEach(layer => layer.remove());
    land = [];
    if (shelf.world) {
      for (const turn of [-360, 0, 360]) {
        const ground = { ...shelf.world, translate: [shelf.world.translate[0] + turn, shelf.world.translate[1]] };
        land.push(landLayer(ground, panes.world).addTo(map));
      }
    }
    const near = shelf.land.get(state.data.key);
    if (near) {
      land.push(L.rectangle(near.limits, { ...panes.land, stroke: false, fillColor: SEA, fillOpacity: 1 }).addTo(map));
      land.push(landLayer(near, panes.land).addTo(map));
    }
  }
  let drawn = [];
  function watchLand() {
    const now = [shelf.world, shelf.land.get(state.data.key)];
    if (now.every((part, index) => part === drawn[index])) return;
    drawn = now;
    drawLand();
  }
  shelf.watchers.add(watchLand);

  function drawTiles() {
    if (Boolean(tiles) === Boolean(state.data.tiles)) return;
    if (tiles) { tiles.remove(); tiles = null; return; }
    tiles = L.tileLayer(state.data.tiles.address, { maxZoom: 19, attribution: state.data.tiles.credit }).addTo(map);
    for (const link of container.querySelectorAll(".leaflet-control-attribution a")) {
      link.target = "_blank";
      link.rel = "noopener";
    }
  }

  function drawLines() {
    const known = JSON.stringify(state.data.lines);
    if (known === drawLines.known) return;
    drawLines.known = known;
    lines.forEach(line => line.remove());
    lines = state.data.lines.map(points =>
      L.polyline(points, { ...linePane, color: "#8d8372", weight: 3, opacity: 0.8 }).addTo(map));
  }

  // Goes to the chosen point when it is out of view, once.
  function goToChosen(before) {
    const { selected } = state.data;
    if (!selected || selected === before) return;
    const item = state.marks.items.get(selected);
    if (item && !map.getBounds().pad(-0.04).contains(item.marker.getLatLng())) {
      map.panTo(item.marker.getLatLng(), { animate: false });
    }
  }

  return {
    language: data.language,
    update(fresh, send) {
      const before = state.data.selected;
      state.data = fresh;
      state.send = send;
      if (fresh.seen.tab === state.tab) {
        state.seen = fresh.seen.number;
        while (queue.length && queue[0].number <= state.seen) queue.shift();
        ghosts = ghosts.filter(ghost => ghost.number > state.seen || (ghost.marker.remove(), false));
      }
      root.style.setProperty("--em-height", `${fresh.height}px`);
      map.setMaxZoom(fresh.max_zoom);
      watchLand();
      drawTiles();
      drawLines();
      state.marks.show(fresh.points);
      if (state.placing && !state.marks.items.has(state.placing)) state.placing = "";
      const ids = fresh.points.map(point => point.id);
      // Quite other points are another subject; the first ones, too, unless somebody looks around.
      const isNew = fitted === null || (fitted.length ? !ids.some(id => fitted.includes(id)) : !taken);
      if (ids.length ? isNew : fitted === null) fit();
      fitted = ids.length ? ids : fitted || [];
      goToChosen(before);
      aim();
      controls.explain(fresh.points);
      controls.limits();
      state.arrange();
    },
    remove() {
      shelf.watchers.delete(watchLand);
      watch.disconnect();
      map.remove();
      frame.remove();
    },
  };
}

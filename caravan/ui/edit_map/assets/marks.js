/* The marks of the points, changed in place: a mark keeps its element, and with it the focus. */

function makeMarks(state) {
  const { map } = state;
  const items = new Map();
  let order = [];

  function make(point) {
    const chips = el("div", "em-chip");
    const name = own("", "div");
    name.className = "cm-name";
    const icon = L.divIcon({ className: "cm-mark em-mark", html: el("div", "", chips, " ", name), iconSize: null });
    const marker = L.marker(point.at, { icon, keyboard: true, riseOnHover: true, autoPan: true, autoPanSpeed: 6 });
    const item = { id: point.id, point: null, chips, name, marker,
      offset: [0, 0], held: null, dragged: false, sent: null };
    marker.addTo(map);
    marker.bindTooltip(() => tooltip(state, item), { direction: "top", opacity: 1 });
    marker.on("tooltipopen", event => moveTooltip(map, item, event.tooltip));
    const node = marker.getElement();
    node.setAttribute("role", "button");
    node.tabIndex = 0;
    state.hands.take(item);
    return item;
  }

  // Brings an item in line with what Python says of its point.
  function fill(item, point) {
    const { marker, chips, name } = item;
    const node = marker.getElement();
    if (item.sent !== null && item.sent <= state.seen) item.sent = null;
    if (!item.held && !item.dragged && item.sent === null && !marker.getLatLng().equals(point.at, 1e-9)) {
      marker.setLatLng(point.at);
    }
    const chosen = point.id === state.data.selected;
    node.classList.toggle("em-chosen", chosen);
    node.setAttribute("aria-pressed", String(chosen));
    marker.setZIndexOffset(chosen ? 1000 : 0);
    if (JSON.stringify(point) !== item.known) {
      item.known = JSON.stringify(point);
      item.point = point;
      chips.replaceChildren(sign(point.kind, point.number));
      name.textContent = point.label;
      node.classList.toggle("em-movable", point.draggable);
      if (point.draggable) marker.dragging.enable(); else marker.dragging.disable();
      node.setAttribute("aria-label", spokenPoint(state, point));
    }
    // A tooltip of something that isn't there any more would tell of the past.
    if (marker.isTooltipOpen()) marker.getTooltip().setContent(() => tooltip(state, item));
  }

  function show(points) {
    const kept = new Set(points.map(point => point.id));
    for (const [id, item] of items) {
      if (kept.has(id)) continue;
      item.marker.remove();
      items.delete(id);
    }
    for (const point of points) {
      if (!items.has(point.id)) items.set(point.id, make(point));
      fill(items.get(point.id), point);
    }
    order = points.map(point => items.get(point.id));
    sort();
  }

  // Marks are reached by the Tab key in the order of the points.
  function sort() {
    const parent = map.getPane("markerPane");
    const wanted = order.map(item => item.marker.getElement());
    const present = [...parent.children].filter(node => node.classList.contains("em-mark"));
    if (wanted.every((node, index) => node === present[index])) return;
    const focused = state.root.getRootNode().activeElement;
    state.hands.calmly(() => {
      parent.append(...wanted);
      if (focused && wanted.includes(focused)) focused.focus({ preventScroll: true });
    });
  }

  return { show, items, all: () => order };
}

function spokenPoint({ words }, point) {
  return [point.number === null ? "" : String(point.number), point.label, words[point.kind], point.detail,
    point.draggable ? words.movable : ""]
    .filter(Boolean).join(", ");
}

function tooltip({ words, data }, { point }) {
  const box = el("div", "cm-detail em-detail", own(point.label, "h3"), el("p", "em-kind", words[point.kind]));
  box.dir = data.direction;
  if (point.detail) box.append(own(point.detail, "p"));
  return box;
}

// Above the mark, or below one near the upper edge; never cut at the sides.
function moveTooltip(map, item, tip) {
  const at = map.latLngToContainerPoint(item.marker.getLatLng()).add(item.offset);
  const node = tip.getElement();
  const above = at.y > node.offsetHeight + 24;
  const half = node.offsetWidth / 2 + 6;
  const x = Math.min(Math.max(at.x, half), Math.max(half, map.getSize().x - half));
  tip.options.direction = above ? "top" : "bottom";
  tip.options.offset = L.point(item.offset).add([x - at.x, above ? -16 : 16]);
  tip.update();
}

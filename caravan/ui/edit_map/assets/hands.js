/* What a visitor does with marks: press, drag, or move by keyboard. */

const STEP = 10; // pixels for an arrow key; one with Shift
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function makeHands(state) {
  const { map, words } = state;
  let calm = false; // whether focus is moved by ourselves

  // Where the middle of the mark stands, which may have been pushed aside.
  function seenAt(item) {
    return map.layerPointToLatLng(map.latLngToLayerPoint(item.marker.getLatLng()).add(item.offset));
  }

  function moved(item) {
    item.sent = state.tell("moved", item.id, item.marker.getLatLng());
    state.say(words.moved.replace("{}", () => item.point.label));
    state.arrange();
  }

  function nudge(item, event) {
    const [dx, dy] = ARROWS[event.key];
    const step = event.shiftKey ? 1 : STEP;
    if (!item.held) {
      item.held = item.marker.getLatLng();
      item.marker.setLatLng(seenAt(item));
      item.marker.closeTooltip();
      state.hint(words.nudging);
    }
    const at = map.latLngToLayerPoint(item.marker.getLatLng()).add([dx * step, dy * step]);
    item.marker.setLatLng(state.within(map.layerPointToLatLng(at)));
    map.panInside(item.marker.getLatLng(), { padding: [30, 30], animate: false });
    state.arrange();
  }

  function putBack(item) {
    if (!item.held) return;
    item.marker.setLatLng(item.held);
    item.held = null;
    state.hint("");
    state.say(words.put_back.replace("{}", () => item.point.label));
    state.arrange();
  }

  function onKey(item, event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const isPress = event.key === "Enter" || event.key === " ";
    if (event.key in ARROWS && item.point.draggable) nudge(item, event);
    else if (isPress && item.held) { item.held = null; state.hint(""); moved(item); }
    else if (isPress) state.tell("chosen", item.id, item.marker.getLatLng());
    else if (event.key === "Escape") { putBack(item); item.marker.closeTooltip(); return; }
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function take(item) {
    const { marker } = item;
    marker.on("click", () => {
      if (state.isPlacing() && state.placing !== item.id) return;
      marker.closeTooltip();
      state.tell("chosen", item.id, marker.getLatLng());
    });
    marker.on("dragstart", () => {
      item.dragged = true;
      item.held = null;
      marker.closeTooltip();
      state.root.classList.add("em-dragging");
      state.arrange();
    });
    marker.on("dragend", () => {
      item.dragged = false;
      state.root.classList.remove("em-dragging");
      marker.setLatLng(state.within(seenAt(item)));
      moved(item);
    });
    const node = marker.getElement();
    node.addEventListener("keydown", event => onKey(item, event));
    node.addEventListener("blur", () => { if (!calm) putBack(item); });
  }

  return {
    take,
    calmly(change) { calm = true; try { change(); } finally { calm = false; } },
  };
}

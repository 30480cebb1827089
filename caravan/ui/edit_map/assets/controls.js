/* Buttons, legend and messages of the map. */

function pressable(label, content, press) {
  const button = el("button", "em-button", content);
  button.type = "button";
  button.title = label;
  button.setAttribute("aria-label", label);
  button.addEventListener("click", press);
  return button;
}

function makeControls(state, fit) {
  const { map, words, root, data } = state;
  const rtl = data.direction === "rtl";
  const start = rtl ? "right" : "left", end = rtl ? "left" : "right";

  const zoomIn = pressable(words.zoom_in, "+", () => map.zoomIn());
  const zoomOut = pressable(words.zoom_out, "−", () => map.zoomOut());
  // Dragging is not for everybody: what is chosen can be moved by a press on the map, too.
  const move = pressable("", signDrawing("grip"), () =>
    state.place(state.placing ? "" : state.movable().id));
  move.hidden = true;
  const buttons = el("div", "em-buttons", zoomIn, zoomOut,
    pressable(words.whole, drawing("whole"), fit), move);
  buttons.dir = data.direction;
  L.DomEvent.disableClickPropagation(buttons);
  control("top" + start, buttons).addTo(map);
  function limits() {
    // Not `disabled`: that would take the focus away from whoever has just pressed it.
    zoomIn.setAttribute("aria-disabled", String(map.getZoom() >= map.getMaxZoom()));
    zoomOut.setAttribute("aria-disabled", String(map.getZoom() <= map.getMinZoom()));
  }
  map.on("zoomend zoomlevelschange", limits);

  const list = el("ul", "");
  const legend = el("details", "", el("summary", "", words.legend), el("div", "cm-sheet", list));
  const footer = el("footer", "", el("p", "", words.coast));
  if (matchMedia("(pointer: coarse)").matches) footer.prepend(el("p", "", words.fingers));
  legend.lastChild.append(footer);
  const box = el("div", "cm-legend em-legend", legend);
  box.dir = data.direction;
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  legend.addEventListener("toggle", () => {
    legend.lastChild.style.maxHeight = Math.max(90, map.getSize().y - 130) + "px";
    state.arrange();
  });
  control("bottom" + start, box).addTo(map);

  L.control.attribution({ position: "bottom" + end, prefix: "Leaflet" }).addTo(map);
  const scale = new Scale({ position: "bottom" + end, imperial: false, maxWidth: 100, km: words.km });
  scale.addTo(map).getContainer().dir = data.direction;

  const banner = el("div", "em-banner");
  banner.dir = data.direction;
  banner.hidden = true;
  const live = el("div", "em-unseen");
  live.setAttribute("role", "status");
  root.append(banner, el("div", "em-cross"), live);
  let hinted = "";

  return {
    limits,
    // Only the kinds that this map shows.
    explain(points) {
      const kinds = ["town", "optional", "candidate", "unsure", "port", "junction"]
        .filter(kind => points.some(point => point.kind === kind));
      list.replaceChildren(...kinds.map(kind =>
        el("li", "", el("span", "cm-key-chip", el("span", "em-chip", sign(kind, null))), el("span", "", words[kind]))));
      box.hidden = kinds.length === 0;
    },
    say(text) {
      // A second time the same text is said again only when the first is gone.
      live.textContent = "";
      requestAnimationFrame(() => { live.textContent = text; });
    },
    hint(text) { hinted = text; this.banner(); },
    // One line at the top: how to finish what has been begun.
    banner() {
      const item = state.marks.items.get(state.placing);
      const lines = [];
      if (hinted) lines.push(el("span", "", hinted));
      else if (state.isPlacing()) {
        const text = item ? words.placing.replace("{}", () => item.point.label) : words.adding;
        lines.push(own(text, "span"), el("small", "em-keys", words.adding_keys));
      }
      banner.replaceChildren(...lines);
      banner.hidden = lines.length === 0;
      const movable = item || state.movable();
      move.hidden = !movable;
      move.setAttribute("aria-pressed", String(Boolean(item)));
      if (movable) {
        move.title = words.place.replace("{}", () => movable.point.label);
        move.setAttribute("aria-label", move.title);
      }
    },
  };
}

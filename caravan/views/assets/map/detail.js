/* What a mark or a line tells: beside it under a mouse, on a click or with Enter in a popup, and
   on a narrow screen on a sheet along the lower edge, where a finger does not hide it. */

function describe(state, detail) {
  const box = el("div", "cm-detail", own(detail.title, "h3"));
  box.dir = state.data.direction;
  for (const section of detail.sections) {
    if (!state.visible.has(section.day)) continue;
    const swatch = el("span", "cm-swatch");
    swatch.style.background = state.styles.get(section.day).colour;
    const list = el("dl");
    const timed = section.lines.some(line => line.time);
    for (const line of section.lines) {
      const what = el("dd", timed ? "" : "cm-wide", own(line.text));
      if (line.note) what.append(own(line.note, "small"));
      if (timed) list.append(el("dt", "", line.time));
      list.append(what);
    }
    box.append(el("section", "", el("h4", "", swatch, own(section.head)), list));
  }
  for (const note of detail.notes || []) box.append(own(note, "p"));
  return box;
}

// The same as one text, for a screen reader.
function spoken(detail) {
  const parts = [detail.title];
  for (const section of detail.sections) {
    parts.push(section.head, ...section.lines.map(
      line => [line.time, line.text, line.note].filter(Boolean).join(" ")));
  }
  return parts.concat(detail.notes || []).join(". ");
}

function makeTeller(state) {
  const { map, frame, words } = state;
  const popup = L.popup({ maxWidth: 300, minWidth: 120, autoPanPadding: [14, 14] });
  let sheet = null;
  let opener = null;
  let tip = null; // what has its tooltip open

  function closeSheet() {
    if (!sheet) return;
    sheet.remove();
    sheet = null;
    if (opener) opener.focus({ preventScroll: true });
    opener = null;
  }

  function openSheet(layer, detail, at) {
    closeSheet();
    const close = el("button", "cm-close", "×");
    close.type = "button";
    close.setAttribute("aria-label", words.close);
    close.addEventListener("click", closeSheet);
    sheet = el("div", "cm-bottom", close, describe(state, detail));
    sheet.dir = state.data.direction;
    sheet.setAttribute("role", "dialog");
    sheet.setAttribute("aria-label", detail.title);
    frame.append(sheet);
    opener = layer.getElement();
    close.focus({ preventScroll: true });
    const hidden = map.latLngToContainerPoint(at).y + 40 - (map.getSize().y - sheet.offsetHeight);
    if (hidden > 0) map.panBy([0, hidden], { animate: false });
  }

  // `offset()` gives where the mark stands away from its point, in pixels.
  function explain(layer, detail, offset = () => [0, 0]) {
    const show = event => {
      const at = event.latlng || (layer.getLatLng ? layer.getLatLng() : layer.getCenter());
      if (event.originalEvent) L.DomEvent.stop(event);
      layer.closeTooltip();
      if (!state.isWide()) { openSheet(layer, detail, at); return; }
      const [dx, dy] = offset();
      popup.options.offset = L.point(dx, dy - 8);
      popup.setLatLng(layer.getLatLng ? layer.getLatLng() : at)
        .setContent(describe(state, detail)).openOn(map);
      const button = popup.getElement().querySelector(".leaflet-popup-close-button");
      if (button) button.setAttribute("aria-label", words.close);
    };
    layer.on("click", show);
    layer.on("keypress", event => {
      if (event.originalEvent.key === "Enter") show({ originalEvent: event.originalEvent });
    });
    layer.on("add", () => {
      const node = layer.getElement();
      node.setAttribute("tabindex", "0");
      node.setAttribute("role", "button");
      node.setAttribute("aria-label", spoken(detail));
    });
    if (!state.canHover) return;
    layer.bindTooltip(() => describe(state, detail),
      { sticky: !layer.getLatLng, direction: "auto", opacity: 1 });
    layer.on("tooltipopen", event => {
      tip = layer;
      const [dx, dy] = offset();
      event.tooltip.options.offset = L.point(dx, dy);
      event.tooltip.update();
      if (map.hasLayer(popup)) layer.closeTooltip();
    });
  }

  function close() {
    map.closePopup(popup);
    closeSheet();
    if (tip) tip.closeTooltip();
  }
  map.on("click", closeSheet);
  // Leaflet hears Escape only while the map itself has the focus, not a mark in it.
  frame.addEventListener("keydown", event => { if (event.key === "Escape") close(); });
  return { explain, close };
}

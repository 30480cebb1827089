/* What stands on the map: a mark for each place of the plan, a dot for each other town. */

function nameNode(text, quiet) {
  const name = own(text, "div");
  name.className = quiet ? "cm-name cm-quiet" : "cm-name";
  return name;
}

function marker(at, className, content, more) {
  const icon = L.divIcon({ className, html: el("div", "", ...content), iconSize: null });
  return L.marker(at, { icon, riseOnHover: true, ...more });
}

function drawMarks(state, teller) {
  return state.data.marks.map(place => {
    const small = place.chips.length === 0;
    const chips = el("div", "cm-chips");
    const name = nameNode(place.name, small);
    const item = {
      place, small, chips, name, offset: [0, 0],
      days: new Set([...place.detail.sections, ...place.chips].map(one => one.day)),
      marker: marker(place.at, "cm-mark", [chips, " ", name], { zIndexOffset: small ? -500 : 0 }),
    };
    teller.explain(item.marker, place.detail, () => item.offset);
    item.marker.on("add", () => { item.marker.getElement().dir = state.data.direction; });
    fillMark(state, item);
    return item;
  });
}

// Shows the chips of the visible days; the whole mark goes when there is none.
function fillMark(state, item) {
  const { visible, styles } = state;
  const day = [...item.days].find(one => visible.has(one));
  if (day === undefined) { item.marker.remove(); return; }
  const shown = item.place.chips.filter(one => visible.has(one.day));
  // Spaces that nobody sees keep numbers and name apart for who listens.
  item.chips.replaceChildren(
    ...shown.flatMap(one => [chip(one.kind, one.text, styles.get(one.day)), " "]));
  if (!shown.length) {
    const ring = el("span", "cm-ring");
    ring.style.borderColor = styles.get(day).colour;
    item.chips.append(ring);
  }
  item.marker.addTo(state.map);
  // Who says aloud what he sees on the mark, to a computer that listens, finds it by that.
  const seen = shown.filter(one => one.kind === "stop").map(one => one.text);
  item.marker.getElement().setAttribute("aria-label", [...seen, spoken(item.place.detail)].join(" "));
}

function drawTowns(state, teller) {
  const { map, data, words } = state;
  return data.ground.towns.map(town => {
    const out = town.is_left_out;
    const dot = el("div", out ? "cm-dot cm-left-out" : "cm-dot");
    const name = nameNode(town.name, true);
    const place = marker(town.at, "cm-mark cm-town", [dot, name],
      { interactive: out, keyboard: out, zIndexOffset: -1000 });
    if (out) teller.explain(place, { title: town.name, sections: [], notes: [words.left_out] });
    place.addTo(map);
    return { marker: place, name, dot };
  });
}

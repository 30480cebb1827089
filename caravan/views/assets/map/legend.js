/* The legend, which switches days on and off, and the buttons. */

function keyLine(style, more = {}) {
  const line = extra => svg("line", { x1: 2, y1: 9, x2: 32, y2: 9, ...extra });
  const key = svg("svg", { class: "cm-key", viewBox: "0 0 34 18", "aria-hidden": "true" },
    line({ stroke: style.edge, "stroke-width": 8 }),
    line({ stroke: style.colour, "stroke-width": 5, ...more }));
  if (style.pattern) key.append(line({ stroke: stripe(style.pattern), "stroke-width": 1.6 }));
  return key;
}

// Only what this map really shows.
function symbols({ data, words }) {
  const plain = { colour: "#4d463b", edge: "#fff", pattern: 0 };
  const list = el("ul");
  const add = (key, text) => list.append(el("li", "", key, el("span", "", text)));
  const chipKey = node => el("span", "cm-key-chip", node);
  const used = new Set(data.marks.flatMap(place => place.chips.map(one => one.kind)));
  for (const kind of ["start", "stop", "bed", "end"]) {
    if (used.has(kind)) add(chipKey(chip(kind, "1", null)), words[kind]);
  }
  const kinds = { drive: track => !track.is_ferry && !track.is_estimate,
    estimate: track => !track.is_ferry && track.is_estimate, ferry: track => track.is_ferry };
  for (const [kind, test] of Object.entries(kinds)) {
    const track = data.tracks.find(test);
    if (!track) continue;
    const { dashArray, lineCap } = dashes(track);
    const more = { "stroke-linecap": lineCap };
    if (dashArray) more["stroke-dasharray"] = dashArray;
    if (kind === "estimate") more["stroke-opacity"] = 0.8;
    add(keyLine(plain, more), words[kind]);
  }
  if (data.ground.roads.length) {
    add(keyLine({ colour: "#cdc2ad", edge: "none", pattern: 0 }, { "stroke-width": 2.5 }), words.road);
  }
  if (data.ground.towns.some(town => town.is_left_out)) {
    add(chipKey(el("span", "cm-dot cm-left-out")), words.left_out);
  }
  return list;
}

function makeLegend(state, toggle, arrange) {
  const { data, words, container } = state;
  const sheet = el("div", "cm-sheet");
  if (data.days.length > 1) {
    sheet.append(el("h3", "", words.days), ...data.days.map(day => el("label", "",
      checkbox(on => toggle(day.day, on)), keyLine(day.style), own(day.label),
      el("span", "cm-stops", day.stops))));
  }
  const key = el("details", "cm-symbols", el("summary", "", words.symbols), symbols(state));
  key.open = container.clientHeight >= (data.days.length > 1 ? 300 + 30 * data.days.length + 250 : 420);
  const footer = el("footer", "", el("p", "", words.coast));
  if (words.sources) footer.append(own(words.sources, "p"));
  sheet.append(key, footer);
  // A page that holds the map has said already what it shows.
  const title = data.embedded ? [el("b", "", words.legend)]
    : [own(data.title, "b"), own(data.subtitle, "span")];
  const head = el("summary", "", el("span", "", ...title));
  const details = el("details", "", head, sheet);
  details.open = state.isWide() && container.clientHeight >= 420;
  const box = el("div", "cm-legend", details);
  box.dir = data.direction;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", words.legend);
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  details.addEventListener("toggle", arrange);
  key.addEventListener("toggle", arrange);
  return {
    box,
    fitHeight() {
      sheet.style.maxHeight = Math.max(110, container.clientHeight - head.offsetHeight - 54) + "px";
    },
    // OpenStreetMap's images as one more layer to switch.
    addTiles(layer) {
      const change = on => { if (on) layer.addTo(state.map); else layer.remove(); };
      footer.before(el("label", "", checkbox(change), el("span", "", words.tiles)));
    },
  };
}

function control(position, node) {
  const Control = L.Control.extend({ onAdd: () => node });
  return new Control({ position });
}

function wholeButton(words, fit) {
  const button = el("a", "", drawing("whole"));
  button.href = "#";
  button.title = words.whole;
  button.setAttribute("role", "button");
  button.setAttribute("aria-label", words.whole);
  L.DomEvent.on(button, "click", event => { L.DomEvent.stop(event); fit(); });
  const bar = el("div", "leaflet-bar", button);
  L.DomEvent.disableClickPropagation(bar);
  return bar;
}

const Scale = L.Control.Scale.extend({
  _updateMetric(metres) {
    const round = this._getRoundNum(metres);
    this._updateScale(this._mScale, this.options.km.replace("{}", round / 1000), round / metres);
  },
});

/* Draws a plan on a Leaflet map. All texts come from the JSON block and become text nodes. */
function caravanMap(map, dataId) {
  "use strict";
  const data = JSON.parse(document.getElementById(dataId).textContent);
  const words = data.words;
  const container = map.getContainer();
  const frame = container.parentElement;
  const rtl = data.direction === "rtl";
  const canHover = matchMedia("(hover: hover)").matches;
  const styles = new Map(data.days.map(day => [day.day, day.style]));
  const visible = new Set(data.days.map(day => day.day));
  const SVG = "http://www.w3.org/2000/svg";
  const LANE = 6; // pixels between two legs on one road

  /* ---- building blocks ---- */

  function el(tag, className, ...children) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.append(...children);
    return node;
  }
  function svg(tag, attributes, ...children) {
    const node = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }
  // A text from the data, kept apart from its surroundings whatever its direction.
  function own(text, tag = "bdi") {
    const node = el(tag, "", text);
    node.dir = "auto";
    return node;
  }
  const DRAWINGS = {
    bed: "M1.5 4v9M1.5 11h13V8.5a2 2 0 0 0-2-2H6.5V11M14.500 11v2M4 8.200a.9.9 0 1 0 0-.01",
    start: "M4 2.500v11l9-5.500z",
    end: "M3.500 14.500v-13M3.500 2h9.500l-2.500 3.200 2.500 3.200H3.500",
  };
  function drawing(kind) {
    const filled = kind !== "bed";
    return svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" },
      svg("path", { d: DRAWINGS[kind], fill: filled ? "currentColor" : "none", stroke: "currentColor",
        "stroke-width": "1.8", "stroke-linecap": "round", "stroke-linejoin": "round" }));
  }
  function chip(kind, text, style) {
    const node = el("span", "cm-chip", kind === "stop" ? text : drawing(kind));
    if (style) {
      node.style.background = style.colour;
      node.style.color = style.ink;
      node.dataset.pattern = style.pattern;
    }
    return node;
  }

  /* ---- what a mark or a line tells ---- */

  function describe(detail) {
    const box = el("div", "cm-detail", own(detail.title, "h3"));
    box.dir = data.direction;
    for (const section of detail.sections) {
      if (!visible.has(section.day)) continue;
      const swatch = el("span", "cm-swatch");
      swatch.style.background = styles.get(section.day).colour;
      const list = el("dl");
      for (const line of section.lines) {
        const what = el("dd", line.time ? "" : "cm-wide", own(line.text));
        if (line.note) what.append(own(line.note, "small"));
        if (line.time) list.append(own(line.time, "dt"));
        list.append(what);
      }
      box.append(el("section", "", el("h4", "", swatch, own(section.head)), list));
    }
    return box;
  }
  function spoken(detail) {
    const parts = [detail.title];
    for (const section of detail.sections) {
      parts.push(section.head, ...section.lines.map(
        line => [line.time, line.text, line.note].filter(Boolean).join(" ")));
    }
    return parts.join(". ");
  }
  function explain(layer, detail, sticky) {
    const content = () => describe(detail);
    layer.bindPopup(content, { maxWidth: 290, minWidth: 120, autoPanPadding: [14, 14] });
    if (canHover) {
      layer.bindTooltip(content, { sticky, direction: "auto", opacity: 1 });
      layer.on("tooltipopen", () => { if (layer.isPopupOpen()) layer.closeTooltip(); });
      layer.on("popupopen", () => layer.closeTooltip());
    }
    layer.on("popupopen", event => {
      const button = event.popup.getElement().querySelector(".leaflet-popup-close-button");
      if (button) button.setAttribute("aria-label", words.close);
    });
  }
  function reachable(node, detail) {
    node.setAttribute("tabindex", "0");
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", spoken(detail));
  }

  /* ---- view: first of all, so that no tile is asked for in vain ---- */

  const bounds = L.latLngBounds(data.bounds);
  const limits = L.latLngBounds(data.ground.limits);
  let moved = false; // whether the user has taken over
  const WIDE = 760;
  function isWide() { return container.clientWidth >= WIDE; }
  function fit() {
    if (!container.clientWidth || !container.clientHeight) return;
    const side = isWide() ? 290 : 46;
    const near = 46;
    map.invalidateSize({ animate: false, pan: false });
    map.setMinZoom(0);
    map.fitBounds(bounds, {
      animate: false, maxZoom: 12,
      paddingTopLeft: [rtl ? side : near, isWide() ? 40 : 64],
      paddingBottomRight: [rtl ? near : side, 44],
    });
    map.setMinZoom(Math.min(map.getZoom(), map.getBoundsZoom(limits, true)));
  }
  container.dir = "ltr"; // Leaflet counts from the left; texts and panels have their own direction
  container.setAttribute("aria-label", words.map);
  frame.classList.toggle("cm-narrow", !isWide());
  map.setMaxBounds(limits);
  fit();
  if (data.embedded && matchMedia("(pointer: coarse)").matches) {
    map.dragging.disable(); // one finger scrolls the page, two move the map
  }
  if (data.embedded) map.scrollWheelZoom.disable();

  function pane(name, zIndex, still) {
    const node = map.createPane(name);
    node.style.zIndex = zIndex;
    if (still) node.style.pointerEvents = "none";
    return { pane: name, renderer: L.svg({ pane: name, padding: 0.4 }) };
  }
  const ground = { ...pane("cm-ground", 150, true), interactive: false };
  const network = { ...pane("cm-network", 160, true), interactive: false };
  const casing = { ...pane("cm-casing", 410, true), interactive: false };
  const colour = { ...pane("cm-colour", 420, true), interactive: false };
  const touch = pane("cm-touch", 430, false);

  /* ---- the ground: coast, borders, roads ---- */

  function degrees(packed) {
    const [sx, sy] = data.ground.scale;
    const [tx, ty] = data.ground.translate;
    const points = [];
    let x = 0, y = 0;
    for (let i = 0; i < packed.length; i += 2) {
      x += packed[i];
      y += packed[i + 1];
      points.push([y * sy + ty, x * sx + tx]);
    }
    return points;
  }
  L.polygon(data.ground.land.map(degrees),
    { ...ground, stroke: false, fill: true, fillColor: "#f8f4ea", fillOpacity: 1, fillRule: "evenodd",
      smoothFactor: 0.6 }).addTo(map);
  L.polyline(data.ground.borders.map(degrees),
    { ...ground, color: "#b9ab92", weight: 1.2, dashArray: "5 4", smoothFactor: 0.6 }).addTo(map);
  L.polyline(data.ground.shores.map(degrees),
    { ...ground, color: "#93b0b6", weight: 1.2, smoothFactor: 0.6 }).addTo(map);
  const roads = L.layerGroup([
    L.polyline(data.ground.roads, { ...network, color: "#d3c8b3", weight: 2.5 }),
    L.polyline(data.ground.ferries, { ...network, color: "#8fa9b0", weight: 1.5, dashArray: "3 5" }),
  ]).addTo(map);

  /* ---- legs ---- */

  // A line drawn some pixels beside its way, at every zoom the same.
  function beside(points, lanes) {
    const normals = [];
    for (let i = 0; i + 1 < points.length; i++) {
      const dx = points[i + 1].x - points[i].x, dy = points[i + 1].y - points[i].y;
      const length = Math.hypot(dx, dy) || 1;
      normals.push(L.point(-dy / length, dx / length));
    }
    const at = (point, normal, lane) => point.add(normal.multiplyBy(lane * LANE));
    const result = [at(points[0], normals[0], lanes[0])];
    for (let i = 1; i < normals.length; i++) {
      const a = normals[i - 1], b = normals[i];
      const cosine = a.x * b.x + a.y * b.y;
      if (lanes[i - 1] === lanes[i] && cosine > -0.4) {
        result.push(points[i].add(a.add(b).multiplyBy(lanes[i] * LANE / (1 + cosine))));
      } else {
        result.push(at(points[i], a, lanes[i - 1]), at(points[i], b, lanes[i]));
      }
    }
    result.push(at(points[points.length - 1], normals[normals.length - 1], lanes[lanes.length - 1]));
    return result;
  }
  const Line = L.Polyline.extend({
    options: { noClip: true, smoothFactor: 0, lanes: [] },
    _projectLatlngs(latlngs, result, extent) {
      const points = latlngs.map(latlng => this._map.latLngToLayerPoint(latlng));
      const ring = this.shape(beside(points, this.options.lanes));
      ring.forEach(point => extent.extend(point));
      result.push(ring);
    },
    shape(ring) { return ring; },
  });
  // The direction of travel, on the longest piece of a line; none on a line too short for it.
  const Arrow = Line.extend({
    shape(ring) {
      let best = 44, from = null, to = null;
      for (let i = 0; i + 1 < ring.length; i++) {
        const length = ring[i].distanceTo(ring[i + 1]);
        if (length > best) [best, from, to] = [length, ring[i], ring[i + 1]];
      }
      if (!from) return [];
      const along = to.subtract(from).divideBy(best);
      const across = L.point(-along.y, along.x);
      const tip = from.add(to).divideBy(2).add(along.multiplyBy(5));
      const back = tip.subtract(along.multiplyBy(7));
      return [back.add(across.multiplyBy(5)), tip, back.subtract(across.multiplyBy(5))];
    },
  });
  function dashes(track) {
    if (track.is_ferry) return "3 8";
    return track.is_estimate ? "13 4" : null;
  }
  function paints(track) {
    const style = styles.get(track.day);
    const lanes = track.lanes;
    const dash = dashes(track);
    const lineCap = track.is_ferry ? "round" : "butt";
    const line = (more, Kind = Line) => new Kind(track.points, { lanes, ...more });
    const layers = [
      line({ ...casing, color: style.edge, weight: track.is_ferry ? 7 : 8, opacity: track.is_ferry ? 0.55 : 0.95 }),
      line({ ...colour, color: style.colour, weight: track.is_ferry ? 4.5 : 5, dashArray: dash, lineCap,
        opacity: track.is_estimate && !track.is_ferry ? 0.82 : 1 }),
    ];
    if (style.pattern) {
      layers.push(line({ ...colour, color: style.pattern === 1 ? "#fff" : "#1f1b16", weight: 1.6 }));
    }
    layers.push(
      line({ ...colour, color: style.edge, weight: 6, lineCap: "round" }, Arrow),
      line({ ...colour, color: style.colour === "#000000" ? "#000" : style.colour, weight: 3, lineCap: "round" }, Arrow));
    const target = line({ ...touch, color: "#000", opacity: 0, weight: canHover ? 14 : 24, className: "cm-line" });
    explain(target, track.detail, true);
    target.on("add", () => reachable(target.getElement(), track.detail));
    return [...layers, target];
  }
  const dayLayers = new Map(data.days.map(day => [day.day, L.layerGroup()]));
  for (const track of data.tracks) {
    for (const layer of paints(track)) dayLayers.get(track.day).addLayer(layer);
  }
  for (const layer of dayLayers.values()) layer.addTo(map);

  /* ---- marks ---- */

  function mark(place, quiet) {
    const chips = el("div", "cm-chips");
    const name = own(place.name, "div");
    name.className = quiet ? "cm-name cm-quiet" : "cm-name";
    const leader = svg("svg", { class: "cm-leader", "aria-hidden": "true" },
      svg("line", { stroke: "#2b2620", "stroke-width": "1.5" }),
      svg("circle", { r: "3.5", fill: "#fff", stroke: "#2b2620", "stroke-width": "1.5" }));
    const root = el("div", "", leader, chips, name);
    const marker = L.marker(place.at, {
      icon: L.divIcon({ className: "cm-mark", html: root, iconSize: null }),
      keyboard: true, riseOnHover: true,
    });
    explain(marker, place.detail, false);
    marker.on("add", () => {
      reachable(marker.getElement(), place.detail);
      marker.getElement().dir = data.direction;
    });
    return { place, marker, chips, name, leader, days: new Set(place.detail.sections.map(s => s.day)
      .concat(place.chips.map(c => c.day))) };
  }
  const marks = data.marks.map(place => mark(place, place.chips.length === 0));
  function fill(item) {
    const shown = item.place.chips.filter(one => visible.has(one.day));
    item.chips.replaceChildren(...shown.map(one => chip(one.kind, one.text, styles.get(one.day))));
    item.chips.style.background = "";
    if (!shown.length) {
      const ring = el("span", "cm-ring");
      const day = [...item.days].find(one => visible.has(one));
      ring.style.borderColor = day === undefined ? "#665d50" : styles.get(day).colour;
      item.chips.append(ring);
    }
    const on = [...item.days].some(day => visible.has(day));
    if (on) item.marker.addTo(map); else item.marker.remove();
    return on;
  }
  const towns = data.ground.towns.map(town => {
    const dot = el("div", town.is_left_out ? "cm-dot cm-left-out" : "cm-dot");
    const name = own(town.name, "div");
    name.className = "cm-name cm-quiet";
    const marker = L.marker(town.at, {
      icon: L.divIcon({ className: "cm-mark", html: el("div", "", dot, name), iconSize: null }),
      interactive: town.is_left_out, keyboard: town.is_left_out, zIndexOffset: -1000,
    });
    if (town.is_left_out) {
      const detail = { title: town.name, sections: [] };
      marker.bindPopup(() => {
        const box = describe(detail);
        box.append(el("p", "", words.left_out));
        return box;
      });
      marker.on("add", () => {
        reachable(marker.getElement(), detail);
        marker.getElement().setAttribute("aria-label", town.name + ". " + words.left_out);
      });
    }
    marker.addTo(map);
    return { marker, name, dot };
  });

  /* ---- where marks and names find room, anew at each zoom ---- */

  function spread(items) {
    for (let round = 0; round < 60; round++) {
      let calm = true;
      for (let i = 0; i < items.length; i++) {
        for (let j = i + 1; j < items.length; j++) {
          const a = items[i], b = items[j];
          const dx = b.x - a.x, dy = b.y - a.y;
          const overX = (a.w + b.w) / 2 - Math.abs(dx), overY = (a.h + b.h) / 2 - Math.abs(dy);
          if (overX <= 0 || overY <= 0) continue;
          calm = false;
          if (overY <= overX) {
            const push = overY / 2 * (dy < 0 ? -1 : 1);
            a.y -= push; b.y += push;
          } else {
            const push = overX / 2 * (dx < 0 ? -1 : 1);
            a.x -= push; b.x += push;
          }
        }
      }
      if (calm) return;
    }
  }
  function samples() {
    const points = [];
    for (const group of dayLayers.values()) {
      if (!map.hasLayer(group)) continue;
      group.eachLayer(layer => {
        if (layer.options.className !== "cm-line" || !layer._rings) return;
        for (const ring of layer._rings) {
          for (let i = 0; i + 1 < ring.length; i++) {
            const count = Math.max(1, Math.ceil(ring[i].distanceTo(ring[i + 1]) / 6));
            for (let k = 0; k < count; k++) {
              points.push([ring[i].x + (ring[i + 1].x - ring[i].x) * k / count,
                ring[i].y + (ring[i + 1].y - ring[i].y) * k / count]);
            }
          }
        }
      });
    }
    return points;
  }
  function overlap(a, b) {
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  }
  const SIDES = rtl
    ? [[-1, 0], [1, 0], [0, 1], [0, -1], [-1, 1], [-1, -1], [1, 1], [1, -1]]
    : [[1, 0], [-1, 0], [0, 1], [0, -1], [1, 1], [1, -1], [-1, 1], [-1, -1]];
  // Puts a name beside its box where it hides least; away when there is no free place.
  function label(name, box, taken, lines, view) {
    name.hidden = false;
    const w = name.offsetWidth, h = name.offsetHeight;
    let best = null, least = Infinity;
    SIDES.forEach(([sx, sy], rank) => {
      const x = box.x + (sx === 0 ? -w / 2 : sx * (box.w / 2 + 4) - (sx < 0 ? w : 0));
      const lift = sx === 0 ? box.h / 2 + 1 : 6;
      const y = box.y + (sy === 0 ? -h / 2 : sy * lift - (sy < 0 ? h : 0));
      const place = { x, y, w, h };
      if (taken.some(other => overlap(place, other))) return;
      let cost = rank * 0.9;
      if (view.contains([box.x, box.y]) && !(view.contains([x, y]) && view.contains([x + w, y + h]))) cost += 60;
      for (const [px, py] of lines) {
        if (px > x - 3 && px < x + w + 3 && py > y && py < y + h) cost += 2;
      }
      if (cost < least) [best, least] = [place, cost];
    });
    if (!best) { name.hidden = true; return; }
    taken.push(best);
    name.style.left = Math.round(best.x - box.at.x) + "px";
    name.style.top = Math.round(best.y - box.at.y) + "px";
  }
  function arrange() {
    const boxes = [];
    for (const item of marks) {
      if (!map.hasLayer(item.marker)) continue;
      const at = map.latLngToLayerPoint(item.marker.getLatLng());
      boxes.push({ item, at, x: at.x, y: at.y, w: item.chips.offsetWidth + 3, h: item.chips.offsetHeight + 3 });
    }
    spread(boxes);
    const origin = map.containerPointToLayerPoint([0, 0]);
    const view = L.bounds(origin, origin.add(map.getSize()));
    const taken = boxes.map(b => ({ x: b.x - b.w / 2, y: b.y - b.h / 2, w: b.w, h: b.h }));
    for (const panel of container.querySelectorAll(".leaflet-control")) {
      const inner = panel.getBoundingClientRect(), outer = container.getBoundingClientRect();
      taken.push({ x: origin.x + inner.left - outer.left, y: origin.y + inner.top - outer.top,
        w: inner.width, h: inner.height });
    }
    const lines = samples();
    for (const box of boxes) {
      const dx = Math.round(box.x - box.at.x), dy = Math.round(box.y - box.at.y);
      const { chips, leader, marker } = box.item;
      chips.style.left = Math.round(dx - chips.offsetWidth / 2) + "px";
      chips.style.top = Math.round(dy - chips.offsetHeight / 2) + "px";
      const away = Math.hypot(dx, dy) > 8;
      leader.style.display = away ? "" : "none";
      leader.firstChild.setAttribute("x2", dx);
      leader.firstChild.setAttribute("y2", dy);
      marker.getPopup().options.offset = L.point(dx, dy - 8);
      if (marker.getTooltip()) marker.getTooltip().options.offset = L.point(dx, dy);
    }
    for (const loud of [true, false]) {
      for (const box of boxes) {
        if ((box.item.place.chips.length > 0) === loud) label(box.item.name, box, taken, lines, view);
      }
    }
    for (const town of towns) {
      const at = map.latLngToLayerPoint(town.marker.getLatLng());
      const box = { at, x: at.x, y: at.y, w: 10, h: 10 };
      const dot = { x: at.x - 5, y: at.y - 5, w: 10, h: 10 };
      town.dot.hidden = taken.some(other => overlap(dot, other));
      if (town.dot.hidden) { town.name.hidden = true; continue; }
      label(town.name, box, taken, lines, view);
      taken.push(dot);
    }
  }

  /* ---- legend, layers, controls ---- */

  function toggle(day, on) {
    if (on) visible.add(day); else visible.delete(day);
    const layer = dayLayers.get(day);
    if (on) layer.addTo(map); else layer.remove();
    map.closePopup();
    marks.forEach(fill);
    arrange();
  }
  function keyLine(style, more) {
    const line = extra => svg("line", { x1: 2, y1: 9, x2: 32, y2: 9, ...extra });
    const key = svg("svg", { class: "cm-key", viewBox: "0 0 34 18", "aria-hidden": "true" },
      line({ stroke: style.edge, "stroke-width": 8 }),
      line({ stroke: style.colour, "stroke-width": 5, ...more }));
    if (style.pattern) {
      key.append(line({ stroke: style.pattern === 1 ? "#fff" : "#1f1b16", "stroke-width": 1.6 }));
    }
    return key;
  }
  function dayRow(day) {
    const box = el("input");
    box.type = "checkbox";
    box.checked = true;
    box.addEventListener("change", () => toggle(day.day, box.checked));
    const stops = el("span", "cm-stops", day.stops);
    return el("label", "", box, keyLine(day.style, {}), own(day.label), stops);
  }
  function symbol(key, text) { return el("li", "", key, el("span", "", text)); }
  function chipKey(kind, text) { return el("span", "cm-key-chip", chip(kind, text, null)); }
  function legendSheet() {
    const plain = { colour: "#4d463b", edge: "#fff", pattern: 0 };
    const used = new Set(data.marks.flatMap(place => place.chips.map(one => one.kind)));
    const list = el("ul");
    if (used.has("start")) list.append(symbol(chipKey("start"), words.start));
    if (used.has("stop")) list.append(symbol(chipKey("stop", "1"), words.stop));
    if (used.has("bed")) list.append(symbol(chipKey("bed"), words.bed));
    if (used.has("end")) list.append(symbol(chipKey("end"), words.end));
    const kinds = [["drive", t => !t.is_ferry && !t.is_estimate], ["estimate", t => !t.is_ferry && t.is_estimate],
      ["ferry", t => t.is_ferry]];
    for (const [kind, test] of kinds) {
      const track = data.tracks.find(test);
      if (!track) continue;
      const more = { "stroke-linecap": track.is_ferry ? "round" : "butt" };
      const dash = dashes(track);
      if (dash) more["stroke-dasharray"] = dash;
      if (kind === "estimate") more["stroke-opacity"] = 0.82;
      list.append(symbol(keyLine(plain, more), words[kind]));
    }
    if (data.ground.roads.length) {
      list.append(symbol(svg("svg", { class: "cm-key", viewBox: "0 0 34 18", "aria-hidden": "true" },
        svg("line", { x1: 2, y1: 9, x2: 32, y2: 9, stroke: "#c9bda6", "stroke-width": 2.5 })), words.road));
    }
    if (data.ground.towns.some(town => town.is_left_out)) {
      const dot = el("span", "cm-dot cm-left-out");
      dot.style.position = "static";
      list.append(symbol(el("span", "cm-key-chip", dot), words.left_out));
    }
    const footer = el("footer", "", el("p", "", words.coast));
    if (words.sources) footer.append(own(words.sources, "p"));
    const sheet = el("div", "cm-sheet");
    if (data.days.length > 1) sheet.append(el("h3", "", words.days), ...data.days.map(dayRow));
    sheet.append(el("h3", "", words.symbols), list, footer);
    return sheet;
  }
  const Legend = L.Control.extend({
    onAdd() {
      const head = el("span", "", own(data.title, "b"), own(data.subtitle, "span"));
      const sheet = legendSheet();
      const details = el("details", "", el("summary", "", head), sheet);
      details.open = isWide() && container.clientHeight >= 480;
      const box = el("div", "cm-legend", details);
      box.dir = data.direction;
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", words.legend);
      this.fitHeight = () => {
        sheet.style.maxHeight = Math.max(120, container.clientHeight - 120) + "px";
      };
      this.fitHeight();
      details.addEventListener("toggle", () => arrange());
      this.details = details;
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      return box;
    },
  });
  const Whole = L.Control.extend({
    onAdd() {
      const button = el("a", "", svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" },
        svg("path", { d: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4", fill: "none", stroke: "currentColor",
          "stroke-width": "1.8", "stroke-linecap": "round" })));
      button.href = "#";
      button.title = words.whole;
      button.setAttribute("role", "button");
      button.setAttribute("aria-label", words.whole);
      L.DomEvent.on(button, "click", event => { L.DomEvent.stop(event); fit(); });
      const bar = el("div", "leaflet-bar", button);
      L.DomEvent.disableClickPropagation(bar);
      return bar;
    },
  });
  const Scale = L.Control.Scale.extend({
    _updateMetric(metres) {
      const round = this._getRoundNum(metres);
      this._updateScale(this._mScale, words.km.replace("{}", round / 1000), round / metres);
    },
  });
  const start = rtl ? "right" : "left", end = rtl ? "left" : "right";
  L.control.zoom({ position: "top" + start, zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
  new Whole({ position: "top" + start }).addTo(map);
  const legend = new Legend({ position: "top" + end }).addTo(map);
  new Scale({ position: "bottom" + start, imperial: false, maxWidth: 120 }).addTo(map);
  L.control.attribution({ position: "bottom" + end, prefix: "Leaflet" }).addTo(map);

  map.on("layeradd", event => {
    const layer = event.layer;
    if (!(layer instanceof L.TileLayer) || layer.caravanSwitch) return;
    const box = el("input");
    box.type = "checkbox";
    box.checked = true;
    box.addEventListener("change", () => { if (box.checked) layer.addTo(map); else layer.remove(); });
    layer.caravanSwitch = el("label", "", box, el("span", "", words.tiles));
    legend.details.querySelector(".cm-sheet").prepend(layer.caravanSwitch);
    // Our own thin roads would only double those of the images.
    layer.on("tileload", () => roads.remove());
    layer.on("remove", () => roads.addTo(map));
  });

  marks.forEach(fill);
  arrange();
  map.on("zoomend", arrange);
  container.addEventListener("pointerdown", () => { moved = true; });
  container.addEventListener("wheel", () => { moved = true; }, { passive: true });
  container.addEventListener("keydown", () => { moved = true; });
  if (document.fonts) document.fonts.ready.then(arrange);
  if (window.ResizeObserver) {
    let known = container.clientWidth + "x" + container.clientHeight;
    new ResizeObserver(() => {
      const size = container.clientWidth + "x" + container.clientHeight;
      if (size === known) return;
      known = size;
      frame.classList.toggle("cm-narrow", !isWide());
      legend.fitHeight();
      if (moved) map.invalidateSize(); else fit();
      arrange();
    }).observe(container);
  }
}

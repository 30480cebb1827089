/* Where marks and names find room, worked out anew at each zoom, always the same way. */

function overlap(a, b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

// Pushes marks apart that would cover each other, along the shorter way.
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

// Points along all visible lines, every six pixels: what a name should not hide.
function samples(map, dayLayers) {
  const points = [];
  for (const group of dayLayers.values()) {
    if (!map.hasLayer(group)) continue;
    group.eachLayer(layer => {
      if (layer.options.className !== "cm-line") return;
      for (const ring of layer._rings || []) {
        for (let i = 0; i + 1 < ring.length; i++) {
          const a = ring[i], b = ring[i + 1];
          const count = Math.max(1, Math.ceil(a.distanceTo(b) / 6));
          for (let k = 0; k < count; k++) {
            points.push([a.x + (b.x - a.x) * k / count, a.y + (b.y - a.y) * k / count]);
          }
        }
      }
    });
  }
  return points;
}

// Across and down from a box: 1 beside or below it, 0 in line with its middle, 0.5 with its edge.
const SIDES = [[1, 0], [-1, 0], [0, 1], [0, -1], [1, 1], [1, -1], [-1, 1], [-1, -1],
  [0.5, 1], [-0.5, 1], [0.5, -1], [-0.5, -1]];

// The places of a name beside its box, with the cost of each, 1000 where it can't stand.
function choices(box, taken, lines, view, rtl) {
  const { w, h } = box.size;
  const inside = view.contains([box.x, box.y]);
  return SIDES.map(([right, sy], rank) => {
    const sx = rtl ? -right : right;
    const beside = Math.abs(sx) === 1;
    const edge = Math.sign(sx) * (beside ? box.w / 2 + 2 : 8 - box.w / 2);
    let x = box.x + edge - (sx === 0 ? w / 2 : sx < 0 ? w : 0);
    // Above or below, it may slide to stay inside the view.
    if (!beside && inside) x = Math.max(view.min.x + 2, Math.min(x, view.max.x - w - 2));
    const lift = beside ? 6 : box.h / 2;
    const y = box.y + (sy === 0 ? -h / 2 : sy * lift - (sy < 0 ? h : 0));
    const place = { x, y, w, h, sx };
    const letters = { x: x + 2, y: y + 1, w: w - 4, h: h - 4 }; // without the space around them
    if (taken.some(other => overlap(letters, other))) return { place, cost: 1000 };
    let cost = rank * 0.9;
    const cut = !view.contains([x, y]) || !view.contains([x + w, y + h]);
    if (cut && inside) cost += 60;
    for (const [px, py] of lines) {
      if (px > x - 3 && px < x + w + 3 && py > y && py < y + h) cost += 2;
    }
    return { place, cost };
  });
}

// Puts names where they hide least, always the one first that has the fewest places left; a name
// without any place goes, until one zooms in.
function label(boxes, taken, lines, view, rtl) {
  const waiting = new Set(boxes);
  boxes.forEach(box => { box.name.hidden = false; });
  boxes.forEach(box => { box.size = { w: box.name.offsetWidth, h: box.name.offsetHeight }; });
  while (waiting.size) {
    let next = null, fewest = Infinity;
    for (const box of waiting) {
      const free = choices(box, taken, [], view, rtl).filter(one => one.cost < 60).length;
      if (free < fewest) [next, fewest] = [box, free];
    }
    waiting.delete(next);
    const best = choices(next, taken, lines, view, rtl).reduce((a, b) => b.cost < a.cost ? b : a);
    if (best.cost >= 1000) { next.name.hidden = true; continue; }
    const { place } = best;
    next.place = place;
    taken.push(place);
    next.name.style.left = Math.round(place.x - next.corner.x) + "px";
    next.name.style.top = Math.round(place.y - next.corner.y) + "px";
    next.name.style.textAlign = ["right", "center", "left"][Math.sign(place.sx) + 1];
  }
}

// From a mark that was pushed aside to where it belongs; under all marks.
function makeLeaders(map) {
  const node = map.createPane("cm-leaders");
  node.style.zIndex = 590;
  node.style.pointerEvents = "none";
  const sheet = node.appendChild(svg("svg", { class: "cm-leaders", "aria-hidden": "true" }));
  map.on("zoomstart", () => sheet.replaceChildren());
  return boxes => {
    sheet.replaceChildren(...boxes.filter(
      box => Math.abs(box.x - box.at.x) > box.w / 2 || Math.abs(box.y - box.at.y) > box.h / 2,
    ).flatMap(box => [
      svg("line", { x1: box.at.x, y1: box.at.y, x2: box.x, y2: box.y }),
      svg("circle", { cx: box.at.x, cy: box.at.y, r: 3.5 }),
    ]));
  };
}

function makeArranger(state, marks, towns, dayLayers) {
  const { map, container, rtl } = state;
  const drawLeaders = makeLeaders(map);

  function panels() {
    const origin = map.containerPointToLayerPoint([0, 0]);
    const outer = container.getBoundingClientRect();
    return [...container.querySelectorAll(".leaflet-control")].map(panel => {
      const inner = panel.getBoundingClientRect();
      return { x: origin.x + inner.left - outer.left, y: origin.y + inner.top - outer.top,
        w: inner.width, h: inner.height };
    });
  }
  function boxOf(item) {
    const at = map.latLngToLayerPoint(item.marker.getLatLng());
    return { item, name: item.name, at, x: at.x, y: at.y, w: item.chips.offsetWidth + 3, h: item.chips.offsetHeight + 3 };
  }
  const outline = box => ({ x: box.x - box.w / 2, y: box.y - box.h / 2, w: box.w, h: box.h });

  return function arrange() {
    if (!container.clientWidth) return [0, 0];
    const shown = marks.filter(item => map.hasLayer(item.marker));
    shown.forEach(item => { item.marker.getElement().hidden = false; });
    const large = shown.filter(item => !item.small).map(boxOf);
    spread(large);
    const taken = [...large.map(outline), ...panels()];
    const small = [];
    for (const box of shown.filter(item => item.small).map(boxOf)) {
      // A port under a town's mark shows when one zooms in.
      const covered = taken.some(other => overlap(outline(box), other));
      box.item.marker.getElement().hidden = covered;
      if (!covered) { small.push(box); taken.push(outline(box)); }
    }
    for (const box of [...large, ...small]) {
      const { chips, marker } = box.item;
      const dx = Math.round(box.x - box.at.x), dy = Math.round(box.y - box.at.y);
      const left = dx - Math.round(chips.offsetWidth / 2);
      const top = dy - Math.round(chips.offsetHeight / 2);
      box.item.offset = [dx, dy];
      box.corner = box.at.add([left, top]);
      marker.getElement().style.margin = `${top}px 0 0 ${left}px`;
    }
    drawLeaders(large);
    const origin = map.containerPointToLayerPoint([0, 0]);
    const view = L.bounds(origin, origin.add(map.getSize()));
    const lines = samples(map, dayLayers);
    label(large, taken, lines, view, rtl);
    label(small, taken, lines, view, rtl);
    const dots = [];
    for (const town of towns) {
      const at = map.latLngToLayerPoint(town.marker.getLatLng());
      const box = { name: town.name, corner: at, x: at.x, y: at.y, w: 11, h: 11 };
      const hidden = taken.some(other => overlap(outline(box), other));
      town.marker.getElement().hidden = hidden;
      if (hidden) continue;
      taken.push(outline(box));
      dots.push(box);
    }
    label(dots, taken, lines, view, rtl);
    // How much is free beside marks and their names, left and right; below 0 where one is cut.
    const held = large.flatMap(box => box.place ? [outline(box), box.place] : [outline(box)]);
    return [Math.min(...held.map(one => one.x)) - view.min.x,
      view.max.x - Math.max(...held.map(one => one.x + one.w))];
  };
}

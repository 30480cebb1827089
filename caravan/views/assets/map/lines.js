/* Legs: a casing, the day's colour, an arrow, and a wide invisible line to point at. */

const LANE = 6; // pixels between two legs on one road
const INK = "#2a2520";

// The way moved to the right by its lanes, as many pixels at every zoom.
function beside(points, lanes) {
  const normals = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const dx = points[i + 1].x - points[i].x, dy = points[i + 1].y - points[i].y;
    const length = Math.hypot(dx, dy) || 1;
    normals.push(L.point(-dy / length, dx / length));
  }
  const moved = (point, normal, lane) => point.add(normal.multiplyBy(lane * LANE));
  const last = normals.length - 1;
  const result = [moved(points[0], normals[0], lanes[0])];
  for (let i = 1; i <= last; i++) {
    const a = normals[i - 1], b = normals[i];
    const cosine = a.x * b.x + a.y * b.y;
    if (lanes[i - 1] === lanes[i] && cosine > -0.4) {
      result.push(points[i].add(a.add(b).multiplyBy(lanes[i] * LANE / (1 + cosine))));
    } else {
      result.push(moved(points[i], a, lanes[i - 1]), moved(points[i], b, lanes[i]));
    }
  }
  result.push(moved(points[last + 1], normals[last], lanes[last]));
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

// The direction of travel on the longest piece; none on a line too short for it. It stands past
// the middle, so that there and back on one road have their arrows apart.
const Arrow = Line.extend({
  shape(ring) {
    let best = 40, from = null, to = null;
    for (let i = 0; i + 1 < ring.length; i++) {
      const length = ring[i].distanceTo(ring[i + 1]);
      if (length > best) [best, from, to] = [length, ring[i], ring[i + 1]];
    }
    if (!from) return [];
    const along = to.subtract(from).divideBy(best);
    const across = L.point(-along.y, along.x);
    const tip = from.add(along.multiplyBy(best * 0.58 + 4));
    const back = tip.subtract(along.multiplyBy(7));
    return [back.add(across.multiplyBy(5)), tip, back.subtract(across.multiplyBy(5))];
  },
});

// How a leg is dashed: a ferry in short round dashes, an estimate in long ones.
function dashes(track) {
  if (track.is_ferry) return { dashArray: "2.5 8", lineCap: "round" };
  return { dashArray: track.is_estimate ? "14 4" : null, lineCap: "butt" };
}

function stripe(pattern) { return pattern === 1 ? "#fff" : "#1f1b16"; }

function drawLegs(state, teller) {
  const { map, data } = state;
  const casing = pane(map, "cm-casing", 410, true);
  const colour = pane(map, "cm-colour", 420, true);
  const touch = pane(map, "cm-touch", 430, false);
  const layers = new Map(data.days.map(day => [day.day, L.layerGroup()]));
  for (const track of data.tracks) {
    const style = state.styles.get(track.day);
    const ferry = track.is_ferry;
    const faint = track.is_estimate && !ferry && style.edge === "#FFFFFF";
    const line = (more, Kind = Line) => new Kind(track.points, { lanes: track.lanes, ...more });
    const group = layers.get(track.day);
    group.addLayer(line({ ...casing, color: style.edge, weight: ferry ? 7 : 8,
      opacity: ferry ? 0.55 : 0.95 }));
    group.addLayer(line({ ...colour, color: style.colour, weight: ferry ? 4.5 : 5,
      opacity: faint ? 0.8 : 1, ...dashes(track) }));
    if (style.pattern) {
      group.addLayer(line({ ...colour, color: stripe(style.pattern), weight: 1.6 }));
    }
    const round = { ...colour, lineCap: "round" };
    group.addLayer(line({ ...round, color: style.edge, weight: 6 }, Arrow));
    group.addLayer(line({ ...round, color: style.colour, weight: 3 }, Arrow));
    const target = line({ ...touch, color: INK, opacity: 0, weight: state.canHover ? 14 : 24,
      className: "cm-line" });
    teller.explain(target, track.detail);
    group.addLayer(target);
  }
  for (const layer of layers.values()) layer.addTo(map);
  return layers;
}

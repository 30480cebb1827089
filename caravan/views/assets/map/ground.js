/* The coast, borders and roads under everything; drawn from our own data, without a request. */

// Lines come as steps on a grid, first point first.
function degrees(ground, packed) {
  const [sx, sy] = ground.scale;
  const [tx, ty] = ground.translate;
  const points = [];
  let x = 0, y = 0;
  for (let i = 0; i < packed.length; i += 2) {
    x += packed[i];
    y += packed[i + 1];
    points.push([y * sy + ty, x * sx + tx]);
  }
  return points;
}

// A layer of the page with its own drawing; a still one lets clicks through.
function pane(map, name, zIndex, still) {
  const node = map.createPane(name);
  node.style.zIndex = zIndex;
  if (still) node.style.pointerEvents = "none";
  return { pane: name, renderer: L.svg({ pane: name, padding: 0.4 }), interactive: !still };
}

// Land, borders and shores as one layer in the given pane.
function landLayer(ground, where) {
  const lines = packed => packed.map(line => degrees(ground, line));
  const below = { ...where, smoothFactor: 0.6 };
  return L.layerGroup([
    L.polygon(lines(ground.land), { ...below, stroke: false, fill: true, fillColor: "#faf6ee",
      fillOpacity: 1, fillRule: "evenodd" }),
    L.polyline(lines(ground.borders), { ...below, color: "#b9ab92", weight: 1.2, dashArray: "5 4" }),
    L.polyline(lines(ground.shores), { ...below, color: "#93b0b6", weight: 1.2 }),
  ]);
}

// Draws the ground; answers with the layer of the tour's own roads.
function drawGround({ map, data }) {
  const { ground } = data;
  landLayer(ground, pane(map, "cm-ground", 150, true)).addTo(map);
  const network = pane(map, "cm-network", 160, true);
  return L.layerGroup([
    L.polyline(ground.roads, { ...network, color: "#d6ccb9", weight: 2.5 }),
    L.polyline(ground.ferries, { ...network, color: "#8fa9b0", weight: 1.5, dashArray: "3 5" }),
  ]).addTo(map);
}

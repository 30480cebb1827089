/* Draws a plan on a Leaflet map; everything it shows stands in the JSON block `dataId`. */

const WIDE = 700; // pixels from which the legend stands open beside the tour

function caravanMap(map, dataId) {
  const container = map.getContainer();
  const hasRoom = () => container.clientWidth > 0 && container.clientHeight > 0;
  if (hasRoom()) { drawMap(map, dataId); return; }
  // In a tab that nobody looks at: draw when somebody does.
  const watch = new ResizeObserver(() => {
    if (!hasRoom()) return;
    watch.disconnect();
    drawMap(map, dataId);
  });
  watch.observe(container);
}

function drawMap(map, dataId) {
  const data = JSON.parse(document.getElementById(dataId).textContent);
  const { words } = data;
  const container = map.getContainer();
  const rtl = data.direction === "rtl";
  const state = {
    map, data, words, container, rtl,
    frame: container.parentElement,
    canHover: matchMedia("(hover: hover)").matches,
    styles: new Map(data.days.map(day => [day.day, day.style])),
    visible: new Set(data.days.map(day => day.day)),
    isWide: () => container.clientWidth >= WIDE,
  };
  const bounds = L.latLngBounds(data.bounds), limits = L.latLngBounds(data.ground.limits);
  let moved = false; // whether the user has taken over the view
  let arrange = () => [0, 0];
  let marks = [], dayLayers = new Map(), teller = null;

  // Shows everything, and moves it aside when a name would be cut.
  function fit() {
    map.invalidateSize({ animate: false, pan: false });
    const wide = state.isWide();
    const open = wide && legend.box.firstChild.open;
    const near = wide ? 60 : 62, side = open ? legend.box.offsetWidth + 56 : near;
    const top = wide ? 40 : legend.box.offsetHeight + 34;
    map.setMinZoom(0);
    map.fitBounds(bounds, { animate: false, maxZoom: 12,
      paddingTopLeft: [rtl ? side : near, top], paddingBottomRight: [rtl ? near : side, 48] });
    map.setMinZoom(Math.min(map.getZoom(), map.getBoundsZoom(limits, true)));
    const [left, right] = arrange(); // what is free on both sides
    if (left < 0 || right < 0) {
      map.panBy([Math.round((left - right) / 2), 0], { animate: false });
      arrange();
    }
    moved = false;
  }
  function toggle(day, on) {
    if (on) state.visible.add(day); else state.visible.delete(day);
    if (on) dayLayers.get(day).addTo(map); else dayLayers.get(day).remove();
    teller.close();
    marks.forEach(item => fillMark(state, item));
    arrange();
  }

  // Leaflet counts from the left; texts and panels have a direction of their own.
  container.dir = "ltr";
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", words.map);
  state.frame.classList.toggle("cm-narrow", !state.isWide());
  const legend = makeLegend(state, toggle, () => arrange());
  const start = rtl ? "right" : "left", end = rtl ? "left" : "right";
  L.control.zoom({ position: "top" + start, zoomInTitle: words.zoom_in,
    zoomOutTitle: words.zoom_out }).addTo(map);
  control("top" + start, wholeButton(words, fit)).addTo(map);
  control("top" + end, legend.box).addTo(map);
  L.control.attribution({ position: "bottom" + end, prefix: "Leaflet" }).addTo(map);
  const scale = new Scale({ position: "bottom" + start, imperial: false, maxWidth: 120,
    km: words.km }).addTo(map);
  scale.getContainer().dir = data.direction;
  legend.fitHeight();

  // The view comes before the layers, so that nothing is drawn or asked for in vain.
  fit();
  map.setMaxBounds(limits); // before, it would begin to glide to where we are not going
  if (data.embedded) {
    map.scrollWheelZoom.disable();
    // One finger scrolls the page, two move the map.
    if (matchMedia("(pointer: coarse)").matches) map.dragging.disable();
  }

  teller = makeTeller(state);
  const roads = drawGround(state);
  dayLayers = drawLegs(state, teller);
  marks = drawMarks(state, teller);
  const towns = drawTowns(state, teller);
  arrange = makeArranger(state, marks, towns, dayLayers);
  fit();

  map.on("zoomend", () => arrange());
  function addTiles(layer) {
    if (!(layer instanceof L.TileLayer) || layer.isListed) return;
    layer.isListed = true;
    legend.addTiles(layer);
    // Our own thin roads would only double those of the images.
    layer.on("tileload", () => roads.remove());
    layer.on("remove", () => roads.addTo(map));
  }
  map.eachLayer(addTiles);
  map.on("layeradd", ({ layer }) => addTiles(layer));
  for (const kind of ["pointerdown", "wheel", "keydown"]) {
    container.addEventListener(kind, () => { moved = true; }, { passive: true, capture: true });
  }
  if (document.fonts) document.fonts.ready.then(() => arrange());
  const size = () => `${container.clientWidth} ${container.clientHeight}`;
  let known = size();
  new ResizeObserver(() => {
    if (size() === known || !container.clientWidth || !container.clientHeight) return;
    known = size();
    state.frame.classList.toggle("cm-narrow", !state.isWide());
    legend.fitHeight();
    if (moved) map.invalidateSize(); else fit();
    arrange();
  }).observe(container);
}

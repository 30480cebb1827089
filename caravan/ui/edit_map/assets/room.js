/* Where marks and names find room, so that each mark can be reached, also two at one point. */

const MOST_NAMED = 70; // marks in view; with more there is no room for names, and marks shrink

function makeRoom(state) {
  const { map, root } = state;
  const drawLeaders = makeLeaders(map);
  const outline = box => ({ x: box.x - box.w / 2, y: box.y - box.h / 2, w: box.w, h: box.h });

  function boxOf(item) {
    const { chips } = item;
    const at = map.latLngToLayerPoint(item.marker.getLatLng());
    // In a crowd they may cover each other in part: zooming in takes them apart.
    const margin = root.classList.contains("em-crowded") ? -5 : 3;
    return { item, name: item.name, at, x: at.x, y: at.y,
      w: chips.offsetWidth + margin, h: chips.offsetHeight + margin,
      half: [Math.round(chips.offsetWidth / 2), Math.round(chips.offsetHeight / 2)] };
  }

  function place(box) {
    const { item } = box;
    const dx = Math.round(box.x - box.at.x), dy = Math.round(box.y - box.at.y);
    item.offset = [dx, dy];
    const left = dx - box.half[0], top = dy - box.half[1];
    box.corner = box.at.add([left, top]);
    item.marker.getElement().style.margin = `${top}px 0 0 ${left}px`;
  }

  return function arrange() {
    if (!map.getContainer().clientWidth) return;
    const origin = map.containerPointToLayerPoint([0, 0]);
    const view = L.bounds(origin, origin.add(map.getSize()));
    const around = L.bounds(view.min.subtract([60, 60]), view.max.add([60, 60]));
    const items = state.marks.all();
    const near = items.filter(item => around.contains(map.latLngToLayerPoint(item.marker.getLatLng())));
    const crowded = near.length > MOST_NAMED;
    root.classList.toggle("em-crowded", crowded);
    // What is held in the hand stays where it is held, and pushes nothing.
    const still = near.filter(item => item.held || item.dragged);
    const boxes = near.filter(item => !item.held && !item.dragged).map(boxOf);
    spread(boxes);
    boxes.forEach(place);
    for (const item of still) {
      const box = boxOf(item);
      if (item.dragged) { box.x += item.offset[0]; box.y += item.offset[1]; }
      place(box);
      boxes.push(box);
    }
    drawLeaders(crowded ? [] : boxes.filter(box => !box.item.held && !box.item.dragged));
    if (crowded) {
      boxes.forEach(box => { box.name.hidden = !box.item.marker.getElement().classList.contains("em-chosen"); });
      return;
    }
    const taken = [...boxes.map(outline), ...panels(origin)];
    label(boxes, taken, [], view, state.data.direction === "rtl");
  };

  function panels(origin) {
    const outer = map.getContainer().getBoundingClientRect();
    return [...root.querySelectorAll(".leaflet-control, .em-banner")].map(panel => {
      const inner = panel.getBoundingClientRect();
      return { x: origin.x + inner.left - outer.left, y: origin.y + inner.top - outer.top,
        w: inner.width, h: inner.height };
    });
  }
}

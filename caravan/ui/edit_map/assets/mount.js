/* Mounts the map in the element that Streamlit gives it, once, and hands on what Python says. */

const maps = new WeakMap();
let makeMap = null;

export default function (component) {
  const { parentElement, data } = component;
  const root = parentElement.querySelector(".em-root");
  const send = value => component.setTriggerValue("event", value);
  let given = maps.get(root);
  if (!given) { given = { map: null, wait: null }; maps.set(root, given); }
  Object.assign(given, { data, send });
  const draw = () => {
    if (!globalThis.L || !root.isConnected) return;
    shelf.watchers.delete(draw);
    if (given.map && given.map.language !== given.data.language) { given.map.remove(); given.map = null; }
    root.className = "em-root caravan-map";
    root.lang = given.data.language;
    root.dir = given.data.direction;
    makeMap ??= assembled(); // its pieces extend Leaflet's classes
    given.map ??= makeMap(root, given.data);
    given.map.update(given.data, given.send);
  };
  shelf.watchers.add(draw); // until Leaflet is there
  draw();
  return () => {
    shelf.watchers.delete(draw);
    if (given.map) given.map.remove();
    maps.delete(root);
  };
}

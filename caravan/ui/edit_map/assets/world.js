/* Brings Leaflet, which stands above in this file, and the coast of the whole world. */
export default function ({ data }) {
  shelf.put(it => { it.world = data.land; });
}

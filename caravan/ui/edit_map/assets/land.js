/* Brings the coast around the points of one map. */
export default function ({ data }) {
  shelf.put(it => { it.land.set(data.map, data.land); });
}

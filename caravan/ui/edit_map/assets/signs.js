/* The sign of each kind of point: told apart by shape and drawing, not by colour alone. */

const SIGNS = {
  port: "M8 4.6V14M8 4.6a1.5 1.5 0 1 0-.01 0M5 7.5h6M2.6 9.6C2.6 12.6 5 14 8 14s5.4-1.4 5.4-4.4",
  grip: "M8 2v12M2 8h12M5.8 4.2 8 2l2.2 2.2M5.8 11.8 8 14l2.2-2.2M4.2 5.8 2 8l2.2 2.2M11.8 5.8 14 8l-2.2 2.2",
};

function signDrawing(name) {
  return svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", {
    d: SIGNS[name], fill: "none", stroke: "currentColor", "stroke-width": "1.7",
    "stroke-linecap": "round", "stroke-linejoin": "round" }));
}

// The content of a mark: a number where there is one, else what its kind shows.
function sign(kind, number) {
  const node = el("span", `em-sign em-${kind}`);
  if (kind === "port") node.append(signDrawing("port"));
  if (kind === "unsure") node.append(el("b", "", "!"));
  if (kind === "candidate" && number === null) node.append("?");
  if (number !== null) node.append(el("span", "", String(number)));
  if (!node.childNodes.length && kind !== "junction") node.append(el("i", "em-pip"));
  return node;
}

/* Building blocks. A text from the data only ever becomes a text node. */

const SVG = "http://www.w3.org/2000/svg";

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

// A text kept apart from its surroundings, whatever its direction.
function own(text, tag = "bdi") {
  const node = el(tag, "", text);
  node.dir = "auto";
  return node;
}

const DRAWINGS = {
  bed: "M1.5 4v9M1.5 11h13V8.5a2 2 0 0 0-2-2H6.5V11M14.5 11v2M4 8.2a.9.9 0 1 0 0-.01",
  start: "M4 2.5v11l9-5.5z",
  end: "M3.5 14.5v-13M3.5 2h9.5l-2.5 3.2 2.5 3.2H3.5",
  whole: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4",
};

function drawing(kind) {
  const filled = kind === "start" || kind === "end";
  return svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" },
    svg("path", { d: DRAWINGS[kind], fill: filled ? "currentColor" : "none",
      stroke: "currentColor", "stroke-width": "1.8", "stroke-linecap": "round",
      "stroke-linejoin": "round" }));
}

// The number of a stop, or a drawing, in a day's colour.
function chip(kind, text, style) {
  const node = el("span", "cm-chip", kind === "stop" ? text : drawing(kind));
  if (style) {
    node.style.background = style.colour;
    node.style.color = style.ink;
    node.dataset.pattern = style.pattern;
  }
  return node;
}

function checkbox(change) {
  const box = el("input");
  box.type = "checkbox";
  box.checked = true;
  box.addEventListener("change", () => change(box.checked));
  return box;
}

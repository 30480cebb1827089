/* What everything on the board is built of. Texts go in as text, never as markup. */

function el(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter(child => child !== null && child !== ""));
  return node;
}

/* A text of the page's words with names put in; a name may hold anything, "{}" and "$&" too. */
function filled(template, values) {
  return template.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
}

/* Whether a node has other content than it had; then it is to be filled anew. */
function isNews(node, content) {
  const text = JSON.stringify(content);
  if (node.known === text) return false;
  node.known = text;
  return true;
}

const SIGNS = {
  grip: "M7 4.5h.1M7 10h.1M7 15.5h.1M13 4.5h.1M13 10h.1M13 15.5h.1",
  more: "M4.5 10h.1M10 10h.1M15.5 10h.1",
  pin: "M10 12v6M6.5 12h7M7.5 3h5M8.3 3v5L6.5 12h7l-1.8-4V3",
  fault: "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 1 0 0-15M10 6v4.8M10 13.8v.1",
  locked: "M5.5 9h9v8h-9zM7.3 9V6.5a2.7 2.7 0 0 1 5.4 0V9",
};

function sign(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `bo-sign bo-sign-${name}`);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SIGNS[name]);
  svg.append(path);
  return svg;
}

function pressable(className, label, press, ...content) {
  const button = el("button", className, ...(content.length ? content : [label]));
  button.type = "button";
  if (content.length) {
    button.setAttribute("aria-label", label);
    button.title = label;
  }
  button.addEventListener("click", press);
  return button;
}

function unseen(text) {
  return el("span", "bo-unseen", text);
}

/* A select with these choices, {id, label} each. */
function picker(label, choices, chosen) {
  const select = el("select", "bo-select");
  select.setAttribute("aria-label", label);
  for (const choice of choices) {
    const option = el("option", "", choice.label);
    option.value = choice.id;
    option.selected = choice.id === chosen;
    select.append(option);
  }
  return select;
}

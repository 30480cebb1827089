/* Names the page's language, and says Streamlit's own few words in it. Streamlit goes on to write
   them in English whenever it draws a widget; what it writes is watched. */

const ATTRIBUTES = ["aria-label", "title", "placeholder"];
const LABELLED = ATTRIBUTES.map(name => `[${name}]`).join(",");
// Words of the widgets, never texts of ours or of a visitor.
const SPOKEN = "[data-testid=stSkipToContent], [data-testid=stWidgetLabelRequired], " +
  "[data-testid=stTooltipContent], [role=spinbutton], [role=dialog], [data-testid=stFileUploaderDropzone] button";
const OURS = ".cv, [contenteditable=true]:not([role=spinbutton]), textarea";

const english = new WeakMap(); // of a node: what stood there before, and what was put there
let words = { whole: {}, framed: [] };
let waiting = false;

function translated(text) {
  if (Object.hasOwn(words.whole, text)) return words.whole[text];
  for (const [theirs, ours] of words.framed) {
    const [before, after] = theirs.split("{}");
    if (text.length > before.length + after.length && text.startsWith(before) && text.endsWith(after)) {
      return ours.replace("{}", () => text.slice(before.length, text.length - after.length));
    }
  }
  return text;
}

function mend(node, what, now, write) {
  if (!now) return;
  const known = english.get(node) ?? {};
  const theirs = known[what]?.shown === now ? known[what].theirs : now;
  const shown = translated(theirs);
  if (shown !== theirs || known[what]) english.set(node, { ...known, [what]: { theirs, shown } });
  if (shown !== now) write(shown);
}

function mendAll() {
  waiting = false;
  for (const node of document.querySelectorAll(LABELLED)) {
    if (node.closest(OURS)) continue;
    for (const name of ATTRIBUTES) {
      mend(node, name, node.getAttribute(name), text => node.setAttribute(name, text));
    }
  }
  for (const node of document.querySelectorAll(SPOKEN)) {
    if (node.closest(OURS)) continue;
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      mend(text, "text", text.nodeValue, shown => { text.nodeValue = shown; });
    }
  }
}

function later() {
  if (waiting) return;
  waiting = true;
  setTimeout(mendAll, 30);
}

export default function ({ data }) {
  document.documentElement.lang = data.language;
  words = data;
  mendAll();
  const watch = globalThis[Symbol.for("caravan.page_language")];
  watch?.disconnect();
  const fresh = new MutationObserver(later);
  fresh.observe(document.body, { subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ATTRIBUTES });
  globalThis[Symbol.for("caravan.page_language")] = fresh;
}

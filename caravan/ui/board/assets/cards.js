/* Cards of events and columns of days, each made once and changed in place: focus stays. */

function faultList(faults) {
  if (!faults.length) return null;
  return el("ul", "bo-faults", ...faults.map(text => el("li", "", sign("fault"), el("span", "", text))));
}

function makeCard(state, id) {
  const way = el("p", "bo-way");
  const grab = el("button", "bo-grab");
  grab.type = "button";
  grab.setAttribute("aria-describedby", "bo-how");
  const more = pressable("bo-more", "", event => state.menu.toggle(item, event), sign("more"));
  const faults = el("div", "bo-card-faults");
  const body = el("div", "bo-body", grab, more, faults);
  const node = el("li", "bo-card", way, body);
  const item = { id, node, grab, more, body, card: null };
  node.item = item;
  item.fill = card => {
    item.card = card;
    node.classList.toggle("bo-broken", card.faults.length > 0);
    node.classList.toggle("bo-locked", card.locked);
    if (isNews(way, card.way)) {
      way.hidden = !card.way;
      way.textContent = card.way;
    }
    const words = state.data.words;
    if (isNews(grab, [card.name, card.time, card.pin, card.locked])) {
      const line = el("span", "bo-line", card.locked ? sign("locked") : sign("grip"), el("bdi", "bo-name", card.name));
      const when = el("span", "bo-time", card.time || "");
      if (card.pin) when.append(el("span", "bo-pin", sign("pin"), unseen(card.pin)));
      grab.replaceChildren(line, when);
      grab.title = card.pin || "";
      const label = filled(words.more, { name: card.name });
      more.setAttribute("aria-label", label);
      more.title = label;
    }
    more.hidden = card.locked;
    if (isNews(faults, card.faults)) faults.replaceChildren(...[faultList(card.faults)].filter(Boolean));
  };
  state.hands.take(item);
  return item;
}

/* A day, or the tray of the events left out (with an empty key). */
function makeList(state, key) {
  const title = el("h3", "bo-title");
  const facts = el("p", "bo-facts");
  const list = el("ul", "bo-cards");
  const empty = el("p", "bo-empty");
  const faults = el("div", "bo-day-faults");
  const way = el("p", "bo-way bo-last-way");
  const night = el("div", "bo-night");
  const node = el("section", key ? "bo-day" : "bo-tray", el("header", "bo-head", title, facts), faults, list, empty, way, night);
  const item = { key, node, list, day: null };
  node.item = item;
  list.item = item;
  item.cards = () => [...list.children].filter(child => child.item);
  item.fill = day => {
    item.day = day;
    node.classList.toggle("bo-broken", day.faults.length > 0);
    node.classList.toggle("bo-locked", day.locked);
    node.setAttribute("aria-label", day.label);
    if (key) {
      node.style.setProperty("--bo-day", day.colour);
      node.dataset.pattern = day.pattern;
    }
    list.setAttribute("aria-label", day.label);
    if (isNews(title, [day.number, day.title])) {
      title.replaceChildren(...(day.number ? [el("b", "", String(day.number)), " "] : []), day.title);
    }
    facts.textContent = day.facts;
    facts.hidden = !day.facts;
    empty.textContent = day.empty;
    way.textContent = day.way;
    way.hidden = !day.way;
    if (isNews(faults, day.faults)) faults.replaceChildren(...[faultList(day.faults)].filter(Boolean));
    fillNight(state, item, night);
  };
  item.checkEmpty = () => node.classList.toggle("bo-has-none", item.cards().length === 0);
  return item;
}

function fillNight(state, item, night) {
  const { day } = item;
  const { words } = state.data;
  night.hidden = !day.bed;
  if (!day.bed || !isNews(night, [day.bed, day.beds, day.locked, words.night])) return;
  const hadFocus = night.contains(night.getRootNode().activeElement);
  if (day.beds.length && !day.locked) {
    const select = picker(filled(words.night_of, { day: day.label }), day.beds, day.bed);
    select.addEventListener("change", () => {
      state.tell("sleep", { day: item.key, other: select.value });
    });
    night.replaceChildren(el("span", "bo-quiet", words.night), select);
    if (hadFocus) select.focus({ preventScroll: true });
  } else {
    night.replaceChildren(el("span", "bo-quiet", day.is_last ? words.end : words.night), el("bdi", "bo-bed", day.bed_name));
  }
}

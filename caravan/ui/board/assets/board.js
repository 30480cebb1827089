/* The board: days with the cards of their events. It is made once, and changed in place whenever
   Python draws the page anew, so that focus and scrolling stay. */

const PATIENCE = 4000; // milliseconds after which Python is told again what it hasn't answered

function makeBoard(root, data) {
  const frame = el("div", "bo-frame");
  const how = el("p", "bo-how");
  how.id = "bo-how";
  const tray = el("div", "bo-out");
  const teams = el("div", "bo-teams");
  const live = el("div", "bo-unseen");
  live.setAttribute("role", "status");
  live.setAttribute("aria-live", "assertive");
  frame.append(how, tray, teams, live);
  root.append(frame);

  const cards = new Map(), lists = new Map(), strips = new Map();
  const queue = [];
  const tab = crypto.getRandomValues(new Uint32Array(4)).join("-");
  let count = 0, order = [], late = null, again = 0, spoken = 0, judged = 0, quiet = 0, asked = false;
  const state = { frame, data, send: null };

  state.lists = () => order;
  state.strips = () => [...strips.values()].map(strip => strip.days);
  state.say = text => {
    // A second time the same text is said again only when the first is gone.
    live.textContent = "";
    clearTimeout(spoken);
    clearTimeout(judged); // who already does something else hears of that
    spoken = setTimeout(() => { live.textContent = text; }, 30);
  };
  state.swallow = () => { quiet = performance.now(); };
  // Tells Python, again until it has said that it heard.
  state.tell = (kind, more) => {
    count += 1;
    asked = true;
    queue.push({ number: count, kind, version: state.data.version, event: "", day: "", position: 999, other: "", ...more });
    frame.setAttribute("aria-busy", "true");
    insist(PATIENCE);
    state.send({ tab, events: queue });
  };
  // A server that is started anew, or that was out of reach, has never heard of what was done.
  function insist(patience) {
    clearTimeout(again);
    again = setTimeout(() => {
      if (!queue.length) return;
      const shelf = globalThis[Symbol.for("caravan.board")];
      if (shelf) shelf.wake();
      setTimeout(() => { if (queue.length) state.send({ tab, events: queue }); }, shelf ? 1500 : 0);
      insist(Math.min(2 * patience, 60_000));
    }, patience);
  }
  state.catchUp = () => {
    if (late && !queue.length && !state.hands.isBusy() && !state.menu.isOpen()) { const data = late; late = null; show(data); }
  };
  frame.addEventListener("click", event => {
    if (performance.now() - quiet < 50) { event.preventDefault(); event.stopPropagation(); }
  }, true);
  frame.addEventListener("keydown", event => {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y")) return;
    event.preventDefault();
    event.stopPropagation();
    state.tell(key === "y" || event.shiftKey ? "redo" : "undo", {});
  });

  state.hands = makeHands(state);
  state.menu = makeMenu(state);
  const size = new ResizeObserver(() => frame.classList.toggle("bo-narrow", root.clientWidth < 640));
  size.observe(root);

  function listOf(key) {
    if (!lists.has(key)) lists.set(key, makeList(state, key));
    return lists.get(key);
  }

  function cardOf(id) {
    if (!cards.has(id)) cards.set(id, makeCard(state, id));
    return cards.get(id);
  }

  // Puts nodes into their order, and touches only those that stand elsewhere.
  function arrange(parent, nodes) {
    nodes.forEach((node, index) => {
      const there = parent.children[index];
      if (there === node) return;
      if (node.item && node.item.grab && node.isConnected) {
        state.hands.calmly(() => parent.insertBefore(node, there || null), node.item);
      } else parent.insertBefore(node, there || null);
    });
    while (parent.children.length > nodes.length) parent.lastElementChild.remove();
  }

  function fillList(list, day) {
    list.fill(day);
    return [list.list, day.cards.map(card => {
      const item = cardOf(card.id);
      item.fill({ ...card, day: list.key });
      return item.node;
    })];
  }

  function stripOf(team) {
    if (!strips.has(team.id)) {
      const title = el("h2", "bo-team-title"), days = el("div", "bo-days");
      strips.set(team.id, { node: el("section", "bo-team", title, days), title, days });
    }
    const strip = strips.get(team.id);
    strip.title.textContent = team.title;
    strip.title.hidden = !team.title;
    return strip;
  }

  function show(fresh) {
    state.data = fresh;
    frame.removeAttribute("aria-busy");
    if (isNews(how, fresh.words.how)) how.textContent = fresh.words.how;
    const out = listOf("");
    order = [out, ...fresh.days.map(day => listOf(day.key))];
    const plans = [fillList(out, fresh.out), ...fresh.days.map(day => fillList(listOf(day.key), day))];
    // First to where they come, then away from where they were: a card is never out of the page.
    for (const [list, nodes] of plans) nodes.forEach(node => {
      if (node.parentElement !== list) state.hands.calmly(() => list.append(node), node.item);
    });
    for (const [list, nodes] of plans) arrange(list, nodes);
    arrange(tray, [out.node]);
    const shown = fresh.teams.map(team => {
      const strip = stripOf(team);
      arrange(strip.days, fresh.days.filter(day => day.team === team.id).map(day => listOf(day.key).node));
      return strip.node;
    });
    arrange(teams, shown);
    order.forEach(list => list.checkEmpty());
    if (asked && !queue.length) {
      asked = false;
      clearTimeout(judged);
      judged = setTimeout(() => state.say(fresh.verdict), 700); // after where the card was put
    }
  }

  return {
    language: data.language,
    update(fresh, send) {
      state.send = send;
      if (fresh.seen.tab === tab) while (queue.length && queue[0].number <= fresh.seen.number) queue.shift();
      if (queue.length) {
        // An answer to an earlier move: the cards already stand where the later one put them.
        late = fresh;
        return;
      }
      if (state.hands.isBusy() || state.menu.isOpen()) { late = fresh; return; }
      late = null;
      show(fresh);
    },
    remove() {
      clearTimeout(again);
      size.disconnect();
      state.hands.remove();
      state.menu.remove();
      frame.remove();
    },
  };
}

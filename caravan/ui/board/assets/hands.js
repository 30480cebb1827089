/* Moving cards: dragged with mouse, pen or finger, or lifted and carried with the keyboard. */

const FAR = 6; // pixels after which a press is a drag
const EDGE = 44; // pixels from an edge within which the board scrolls by itself

function makeHands(state) {
  let lifted = null; // by keyboard: {item, list, before}
  let drag = null; // by pointer: {item, pointer, x, y, ghost, target}
  let calm = false; // whether focus is moved by ourselves
  const gap = el("li", "bo-gap");

  const isBusy = () => Boolean(lifted || (drag && drag.ghost));

  function placeOf(item) {
    const list = item.node.parentElement.item;
    const cards = list.cards();
    return { list, place: cards.indexOf(item.node) + 1, count: cards.length };
  }

  function describe(template, item) {
    const { list, place, count } = placeOf(item);
    const { words } = state.data;
    const where = list.key ? template : template === words.put_down ? words.put_out : words.at_out;
    return filled(where, { name: item.card.name, day: list.day.label, place, count });
  }

  // Tells Python where a card is now, when that is elsewhere than before.
  function settle(item, from) {
    const { list, place } = placeOf(item);
    if (list === from.list && (!list.key || place === from.place)) return false;
    if (list.key) state.tell("put", { event: item.id, day: list.key, position: place - 1 });
    else state.tell("take-out", { event: item.id });
    return true;
  }

  /* Keyboard */
  function lift(item) {
    const { list, place } = placeOf(item);
    lifted = { item, from: { list, place }, next: item.node.nextElementSibling };
    item.node.classList.add("bo-lifted");
    item.grab.setAttribute("aria-pressed", "true");
    state.say(filled(state.data.words.lifted, { name: item.card.name }));
  }

  function letGo() {
    const { item } = lifted;
    item.node.classList.remove("bo-lifted");
    item.grab.removeAttribute("aria-pressed");
    lifted = null;
    state.lists().forEach(list => list.checkEmpty());
  }

  function putDown() {
    const { item, from } = lifted;
    letGo();
    if (settle(item, from)) state.say(describe(state.data.words.put_down, item));
    else state.say(filled(state.data.words.put_back, { name: item.card.name }));
    state.catchUp();
  }

  function putBack() {
    const { item, from, next } = lifted;
    calmly(() => from.list.list.insertBefore(item.node, next && next.parentElement === from.list.list ? next : null), item);
    letGo();
    state.say(filled(state.data.words.put_back, { name: item.card.name }));
    state.catchUp();
  }

  // A node that is moved loses the focus: it is given back.
  function calmly(change, item) {
    calm = true;
    const root = item.node.getRootNode();
    const hadFocus = root.activeElement === item.grab;
    change();
    if (hadFocus) item.grab.focus({ preventScroll: true });
    calm = false;
  }

  function carry(step, across) {
    const { item } = lifted;
    const lists = state.lists().filter(list => !list.day.locked);
    const { list, place, count } = placeOf(item);
    let to = list, at = place - 1;
    const neighbour = lists[lists.indexOf(list) + step];
    if (across) to = neighbour;
    else if (!list.key || place + step < 1 || place + step > count) {
      // Beyond the end of a day comes the next one.
      to = neighbour;
      at = step < 0 && to ? to.cards().length : 0;
    } else at = place - 1 + step;
    if (!to) return;
    const others = to.cards().filter(node => node !== item.node);
    calmly(() => to.list.insertBefore(item.node, others[at] || null), item);
    state.lists().forEach(each => each.checkEmpty());
    item.node.scrollIntoView({ block: "nearest", inline: "nearest" });
    state.say(describe(state.data.words.at, item));
  }

  function walk(item, step, across) {
    const { list, place } = placeOf(item);
    const lists = state.lists();
    let cards = list.cards(), at = place - 1 + step;
    if (across || !cards[at]) {
      let index = lists.indexOf(list) + step;
      while (lists[index] && !lists[index].cards().length) index += step;
      if (!lists[index]) return;
      cards = lists[index].cards();
      at = across ? Math.min(place - 1, cards.length - 1) : step > 0 ? 0 : cards.length - 1;
    }
    cards[at].item.grab.focus();
  }

  function onKey(item, event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const isPress = event.key === "Enter" || event.key === " ";
    const held = lifted && lifted.item === item;
    const onwards = state.data.direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const step = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (isPress && event.repeat) return void event.preventDefault();
    if (isPress && !item.card.locked) held ? putDown() : lift(item);
    else if (held && event.key === "Escape") putBack();
    else if (step) {
      const across = event.key === "ArrowLeft" || event.key === "ArrowRight";
      const by = across ? (event.key === onwards ? 1 : -1) : step;
      if (held) carry(by, across); else walk(item, by, across);
    } else if (held && event.key === "Tab") return;
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /* Pointer */
  function begin() {
    const { item } = drag;
    if (lifted) putBack();
    state.menu.close();
    const box = item.body.getBoundingClientRect();
    const ghost = item.body.cloneNode(true);
    ghost.setAttribute("aria-hidden", "true");
    ghost.classList.add("bo-ghost");
    ghost.style.width = `${box.width}px`;
    drag.ghost = ghost;
    drag.dx = drag.x - box.left;
    drag.dy = drag.y - box.top;
    state.frame.append(ghost);
    state.frame.classList.add("bo-dragging");
    item.node.classList.add("bo-away");
    drag.timer = setInterval(() => scrollAtEdges(), 16);
  }

  function aim() {
    const { x, y, item } = drag;
    drag.ghost.style.transform = `translate(${x - drag.dx}px, ${y - drag.dy}px)`;
    const list = state.lists().find(each => {
      const box = each.node.getBoundingClientRect();
      return !each.day.locked && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    });
    drag.target = null;
    if (!list) return gap.remove();
    const others = list.cards().filter(node => node !== item.node);
    const next = others.find(node => {
      const box = node.getBoundingClientRect();
      return list.key ? y < box.top + box.height / 2 : false;
    }) || null;
    drag.target = { list, next };
    if (next ? gap.nextElementSibling !== next : list.list.lastElementChild !== gap) list.list.insertBefore(gap, next);
  }

  function scrollAtEdges() {
    const { x, y } = drag;
    const strip = state.strips().find(each => {
      const box = each.getBoundingClientRect();
      return y >= box.top && y <= box.bottom;
    });
    const push = (at, from, to) => (at < from + EDGE ? at - from - EDGE : at > to - EDGE ? at - to + EDGE : 0) / 4;
    if (strip && strip.scrollWidth > strip.clientWidth) {
      const box = strip.getBoundingClientRect();
      const by = push(x, Math.max(0, box.left), Math.min(innerWidth, box.right));
      if (by) strip.scrollLeft += by;
    }
    const page = scroller(state.frame);
    const by = push(y, 48, innerHeight);
    if (by) page.scrollTop += by;
    aim();
  }

  function end(isDropped) {
    const { item, target, ghost, timer, handle, pointer } = drag;
    clearInterval(timer);
    if (handle.hasPointerCapture(pointer)) handle.releasePointerCapture(pointer);
    drag = null;
    if (!ghost) return;
    ghost.remove();
    gap.remove();
    state.frame.classList.remove("bo-dragging");
    item.node.classList.remove("bo-away");
    if (isDropped && target) {
      const { list, place } = placeOf(item);
      calmly(() => target.list.list.insertBefore(item.node, target.next), item);
      state.lists().forEach(each => each.checkEmpty());
      if (settle(item, { list, place })) state.say(describe(state.data.words.put_down, item));
    }
    state.swallow(); // the click that follows a drag is none
    state.catchUp();
  }

  function take(item) {
    const { grab } = item;
    grab.addEventListener("keydown", event => onKey(item, event));
    grab.addEventListener("keyup", event => { if (event.key === " ") event.preventDefault(); });
    grab.addEventListener("click", event => {
      // A press by mouse or finger opens the menu; a screen reader presses without either.
      if (event.detail > 0) { if (!item.card.locked) state.menu.toggle(item, event); return; }
      if (!item.card.locked) lifted && lifted.item === item ? putDown() : lift(item);
    });
    grab.addEventListener("blur", () => {
      if (!calm && lifted && lifted.item === item) putBack();
    });
    grab.addEventListener("pointerdown", event => {
      if (event.button !== 0 || drag || item.card.locked) return;
      // A finger scrolls the page unless it is on the grip, which CSS takes out of scrolling.
      if (event.pointerType === "touch" && !event.target.closest(".bo-sign-grip")) return;
      drag = { item, handle: grab, pointer: event.pointerId, x: event.clientX, y: event.clientY, x0: event.clientX, y0: event.clientY };
      grab.setPointerCapture(event.pointerId);
    });
    grab.addEventListener("pointermove", event => {
      if (!drag || drag.pointer !== event.pointerId || drag.item !== item) return;
      drag.x = event.clientX;
      drag.y = event.clientY;
      if (!drag.ghost && Math.hypot(drag.x - drag.x0, drag.y - drag.y0) < FAR) return;
      if (!drag.ghost) begin();
      aim();
    });
    grab.addEventListener("pointerup", event => {
      if (drag && drag.pointer === event.pointerId && drag.item === item) end(true);
    });
    grab.addEventListener("pointercancel", event => {
      if (drag && drag.pointer === event.pointerId && drag.item === item) end(false);
    });
    grab.addEventListener("dragstart", event => event.preventDefault());
  }

  function onEscape(event) {
    if (event.key === "Escape" && drag && drag.ghost) {
      event.preventDefault();
      event.stopPropagation();
      end(false);
    }
  }
  document.addEventListener("keydown", onEscape, true);

  return {
    take,
    isBusy,
    calmly,
    remove() {
      document.removeEventListener("keydown", onEscape, true);
      if (drag) end(false);
    },
  };
}

/* What scrolls the page. */
function scroller(node) {
  for (let at = node.getRootNode().host || node; at; at = at.parentElement || (at.getRootNode().host ?? null)) {
    const { overflowY } = getComputedStyle(at);
    if ((overflowY === "auto" || overflowY === "scroll") && at.scrollHeight > at.clientHeight + 1) return at;
  }
  return document.scrollingElement;
}

/* What else can be done with an event: pin it, leave it out, set it apart from another. */

function makeMenu(state) {
  const panel = el("div", "bo-menu");
  panel.setAttribute("popover", "auto");
  panel.setAttribute("role", "dialog");
  state.frame.append(panel);
  let open = null;
  let pressed = null; // whose panel was open when the pointer went down: that press closes it

  function close() {
    if (open) panel.hidePopover();
  }

  function choose(item, kind, more) {
    close();
    state.tell(kind, { event: item.id, ...more });
  }

  function choice(item, label, choices, kind, name) {
    const { words } = state.data;
    const select = picker(label, [{ id: "", label: words.choose }, ...choices], "");
    const set = pressable("bo-button", words.set, () => {
      if (select.value) choose(item, kind, { [name]: select.value });
      else select.focus();
    });
    return el("div", "bo-field", el("span", "bo-quiet", label), el("span", "bo-pair", select, set));
  }

  function build(item) {
    const { card } = item;
    const { words, days, events, wishes } = state.data;
    const parts = [el("p", "bo-menu-title", el("bdi", "", card.name))];
    const elsewhere = days.filter(day => !day.locked && day.key !== card.day).map(day => ({ id: day.key, label: day.label }));
    parts.push(choice(item, words.move_to, elsewhere, "put", "day"));
    const buttons = el("div", "bo-buttons");
    if (card.day) buttons.append(pressable("bo-button", words.leave_out, () => choose(item, "take-out", {})));
    if (wishes) {
      for (const way of card.pins) {
        buttons.append(pressable("bo-button", way.label, () => choose(item, way.kind, {})));
      }
    }
    if (buttons.children.length) parts.push(buttons);
    if (wishes) {
      const others = events.filter(event => event.id !== item.id);
      parts.push(choice(item, words.after, others, "after", "other"));
      parts.push(choice(item, words.apart, others, "apart", "other"));
    } else if (words.no_wishes) parts.push(el("p", "bo-quiet", words.no_wishes));
    panel.replaceChildren(...parts, pressable("bo-button bo-close", words.close, close));
    panel.setAttribute("aria-label", card.name);
  }

  function place(item) {
    if (state.frame.classList.contains("bo-narrow")) {
      panel.style.removeProperty("left");
      panel.style.removeProperty("top");
      return;
    }
    const box = item.more.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = panel;
    const left = state.data.direction === "rtl" ? box.left : box.right - width;
    panel.style.left = `${Math.max(8, Math.min(innerWidth - width - 8, left))}px`;
    const below = box.bottom + 4;
    panel.style.top = `${Math.max(8, below + height > innerHeight - 8 ? box.top - height - 4 : below)}px`;
  }

  panel.addEventListener("beforetoggle", event => {
    if (event.newState === "open" || !open) return;
    open.more.setAttribute("aria-expanded", "false");
    // Whoever was in the panel is back at its button; who pressed elsewhere is there.
    if (panel.contains(panel.getRootNode().activeElement)) open.more.focus({ preventScroll: true });
    open = null;
    state.catchUp();
  });
  state.frame.addEventListener("pointerdown", () => { pressed = open; }, { capture: true });
  const onScroll = () => { if (open) place(open); };
  addEventListener("scroll", onScroll, { capture: true, passive: true });

  return {
    close,
    isOpen: () => Boolean(open),
    toggle(item, event) {
      const isClosing = event.detail > 0 && pressed === item;
      if (open || isClosing) return close();
      build(item);
      open = item;
      item.more.setAttribute("aria-expanded", "true");
      panel.showPopover();
      place(item);
      panel.querySelector("select, button").focus({ preventScroll: true });
    },
    remove() {
      removeEventListener("scroll", onScroll, { capture: true });
    },
  };
}

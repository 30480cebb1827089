"""What each wish of a plan costs: what leaving out a town saves, what more of a rule would bring."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from caravan.files.editing.adjusting import with_adjustments
from caravan.files.editing.events import index_of, set_event
from caravan.language.language import Language
from caravan.plan.price_list import Price, PriceKind, PriceList
from caravan.store.kept_tour import KeptTour
from caravan.ui.choices import choose, chosen
from caravan.ui.html import element, show
from caravan.ui.notice import Tone, show_notice
from caravan.ui.scenarios import actions
from caravan.ui.scenarios.alternatives import Alternative
from caravan.ui.scenarios.planning_panel import show_planning
from caravan.ui.scenarios.pricing import known_prices, pricing_task, start_pricing
from caravan.ui.task_progress import task_report
from caravan.ui.tasks import Task
from caravan.ui.tour_actions import open_tour
from caravan.ui.visit import Visit
from caravan.ui.workbench import Operation
from caravan.views.price_list_text import PriceRow, price_list_text, price_row

_SECONDS = 1.5
"""Between two looks at a list that grows."""
_OF = "of"


def show_prices(visit: Visit, base: KeptTour, every: tuple[Alternative, ...]) -> None:
    """The price list of one plan: that of the tour, unless the visitor chooses a scenario's."""
    speech = visit.language
    show_planning(every, actions.queue_of(visit, base), speech)
    planned = {one.id: one for one in every if one.plan is not None}
    if not planned:
        _show_no_plan(every[0], speech)
        return
    one = planned[_choose(planned, speech)]
    plan = one.plan
    if plan is None:
        return
    _show_purpose(speech)
    task = pricing_task(visit, plan)
    if task is not None and not task.has_ended:
        _show_growing(visit, base, one, task)
        return
    prices = known_prices(visit, plan)
    if task is not None and task.failure is not None:
        show_notice(
            Tone.FAULT,
            speech.text("The prices could not be worked out."),
            speech,
            speech.message(task.failure),
        )
    if prices is None or not prices.is_complete:
        _show_start(visit, one, again=prices is not None)
    if prices is not None:
        _show_list(visit, base, one, prices)


def _show_no_plan(base: Alternative, speech: Language) -> None:
    _ = speech.text
    show_notice(
        Tone.QUIET,
        _("The tour has no plan yet."),
        speech,
        _("Wishes have a price as soon as there is a plan: make one on the Plan page."),
    )
    st.button(_("Go to the plan"), key="prices-to-plan", on_click=open_tour, args=(base.id, "plan"))


def _show_purpose(speech: Language) -> None:
    text = speech.text(
        "Each town is left out for trial, and each rule is given a bit more; every time the whole "
        "tour is planned anew."
    )
    show(element("p", text, class_="cv-quiet"), speech)


def _choose(planned: dict[str, Alternative], speech: Language) -> str:
    now = chosen(_OF, planned) or next(iter(planned))
    if len(planned) < 2:
        return now
    names = {id_: one.title(speech) for id_, one in planned.items()}
    key = "prices-of"

    def change() -> None:
        choose(_OF, st.session_state[key])

    if st.session_state.get(key) != now:
        st.session_state[key] = now
    st.selectbox(
        speech.text("Prices of"),
        list(names),
        format_func=lambda id_: names.get(id_, id_),
        key=key,
        on_change=change,
    )
    return now


def _show_start(visit: Visit, one: Alternative, *, again: bool) -> None:
    _ = visit.language.text
    st.button(
        _("Work out the missing prices") if again else _("Work out the prices"),
        type="primary",
        key="price",
        on_click=start_pricing,
        args=(visit, one),
        help=_("It takes some minutes. You can go on working, or leave and come back."),
    )


def _show_growing(visit: Visit, base: KeptTour, one: Alternative, task: Task) -> None:
    """The progress, and what is known so far; this part of the page is drawn by itself."""
    speech = visit.language
    _ = speech.text

    @st.fragment(run_every=_SECONDS)
    def panel() -> None:
        if task.has_ended or actions.has_news():
            st.rerun()
        with st.container(key="cv-progress-prices"):
            show(task_report(task, speech, _("Working out what each wish costs")), speech)
            st.button(
                _("Stopping…") if task.is_cancelled else _("Stop and keep what is known so far"),
                key="stop-prices",
                disabled=task.is_cancelled,
                on_click=task.cancel,
            )
        prices = known_prices(visit, one.plan) if one.plan is not None else None
        if prices is not None and prices.prices:
            _show_list(visit, base, one, prices)

    panel()


def _show_list(visit: Visit, base: KeptTour, one: Alternative, prices: PriceList) -> None:
    speech = visit.language
    _ = speech.text
    text = price_list_text(prices, speech)
    by_row = {_row_key(price_row(prices, price, speech)): price for price in prices.prices}
    parts = [element("p", text.headline)]
    parts += [element("p", element("bdi", note), class_="cv-quiet") for note in text.notes]
    show(element("div", *parts, class_="cv-price-head"), speech)
    sections = (
        (_("What leaving out a town would save"), text.leave_out),
        (_("What keeping a town would take"), text.keep),
        (_("What more of a rule would bring"), text.more),
    )
    for title, rows in sections:
        if rows:
            show(element("h2", title, class_="cv-section"), speech)
        for row in rows:
            _show_row(visit, base, one, row, by_row[_row_key(row)])


def _row_key(row: PriceRow) -> str:
    return f"{row.kind}-{row.subject}-{row.label}"


def _show_row(visit: Visit, base: KeptTour, one: Alternative, row: PriceRow, price: Price) -> None:
    speech = visit.language
    _ = speech.text
    key = _key(price)
    said = [element("b", element("bdi", row.label)), element("span", element("bdi", row.text))]
    if row.helps and row.kind not in (PriceKind.LEAVE_OUT, PriceKind.KEEP):
        said.append(element("span", _("helps"), class_="cv-best"))
    more = [
        element("bdi", part, dir=speech.direction)
        for part in (row.distance, row.money, row.co2)
        if part
    ]
    if more:
        said.append(element("small", Markup(" · ").join(more), class_="cv-quiet cv-figures"))
    with st.container(horizontal=True, key=f"cv-price-{key}", vertical_alignment="center"):
        show(element("p", *said, class_="cv-price"), speech)
        operation = _operation(price)
        if operation is not None:
            st.button(
                _("Try this"),
                key=f"try-{key}",
                on_click=actions.try_out,
                args=(visit, base, operation, row.label, one.id),
                help=_("Makes a scenario of it and plans that."),
            )


def _key(price: Price) -> str:
    date = price.date.isoformat() if price.date else ""
    minutes = "-".join(str(value) for value in _minutes(price))
    return "-".join(part for part in (price.kind.value, price.subject, date, minutes) if part)


def _minutes(price: Price) -> list[int]:
    """What tells prices of one kind apart that are about no place."""
    found = (getattr(change, "minutes", None) for change in price.adjustments)
    return [value for value in found if isinstance(value, int)]


def _operation(price: Price) -> Operation | None:
    """The change in the files; None when there is nothing to try."""
    if price.figures is None:
        return None
    if price.kind is PriceKind.KEEP:
        return lambda files: set_event(files, index_of(files, price.subject), required=True)
    if not price.adjustments:
        return None
    return lambda files: with_adjustments(files, *price.adjustments)

"""The price list of a plan: each price by an exact solve of a changed tour."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import TYPE_CHECKING

from caravan.errors import Message
from caravan.plan.figures import figures_of
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Plan, Status
from caravan.plan.price_list import Price, PriceKind, PriceList, PriceStatus
from caravan.planning.kept_prices import keep, kept_price, price_key
from caravan.planning.price_questions import PriceQuestion, price_questions, taken_sailings
from caravan.planning.sweep.sweep import Staff, sweep
from caravan.planning.sweep.trial import Outcome, Trial

if TYPE_CHECKING:
    from caravan.travel.engines.settings import EngineSettings


def price_list(
    plan: Plan,
    by: Staff,
    *,
    engine: EngineSettings | None = None,
    kept: MutableMapping[str, str] | None = None,
    time_limit: float | None = None,
    on_price: Callable[[PriceList, Price], None] = lambda _list, _price: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> PriceList:
    """What each wish of a plan's tour costs, as far as time allows.

    Every change is made to the tour by itself and the tour is solved anew, with proof; what a plan
    made before had frozen of the past isn't held fast.

    Args:
        by: who solves; see `caravan.planning.sweep.sweep.staff`.
        engine: the routing engine to ask for driving times, None for the tour's own roads.
        kept: prices that were found before, as texts; new ones are put there, too.
        time_limit: seconds for the whole list, None for no limit.
        on_price: called with the list so far and its newest price, in any order.
        should_stop: asked now and then; when true, the list so far is returned.

    Raises CaravanError when the staff is lost.
    """
    questions = price_questions(plan)
    kept = {} if kept is None else kept
    keys = [price_key(question, engine) for question in questions]
    found = {
        number: price
        for number, (question, key) in enumerate(zip(questions, keys, strict=True))
        if (price := kept_price(question, kept.get(key))) is not None
    }
    warnings: dict[Message, None] = {}

    def so_far() -> PriceList:
        prices = tuple(found[number] for number in sorted(found))
        return _listed(plan, prices, len(questions) - 1, tuple(warnings))

    for price in tuple(found.values()):
        on_price(so_far(), price)
    open_ = [number for number in range(len(questions)) if number not in found]

    def heard(number: int, outcome: Outcome) -> None:
        question = questions[open_[number]]
        price = _priced(question, outcome)
        found[open_[number]] = price
        keep(kept, keys[open_[number]], price)
        warnings.update(dict.fromkeys(outcome.warnings))
        on_price(so_far(), price)

    sweep(
        [Trial(questions[number].tour, engine) for number in open_],
        by,
        time_limit=time_limit,
        should_stop=should_stop,
        on_outcome=heard,
    )
    return so_far()


def _listed(
    plan: Plan, prices: tuple[Price, ...], wanted: int, warnings: tuple[Message, ...]
) -> PriceList:
    as_it_is = next((price for price in prices if price.kind is PriceKind.AS_IT_IS), None)
    rest = tuple(price for price in prices if price.kind is not PriceKind.AS_IT_IS)
    return PriceList(plan.tour, figures_of(plan), as_it_is, rest, wanted, warnings)


def _priced(question: PriceQuestion, outcome: Outcome) -> Price:
    answer = outcome.answer
    changes = question.adjustments
    if isinstance(answer, Plan):
        proved = answer.status is Status.OPTIMAL
        if question.kind is PriceKind.SAILING:
            changes = taken_sailings(question, answer)
        return Price(
            question.kind,
            question.subject,
            changes,
            PriceStatus.PROVED if proved else PriceStatus.FOUND,
            question.date,
            figures_of(answer),
            tuple(event.id for event in answer.left_out),
        )
    if isinstance(answer, Infeasible):
        status = PriceStatus.IMPOSSIBLE if answer.proved else PriceStatus.NOT_FOUND
        return Price(question.kind, question.subject, changes, status, question.date)
    return Price(
        question.kind,
        question.subject,
        changes,
        PriceStatus.FAILED,
        question.date,
        failure=outcome.failure,
    )

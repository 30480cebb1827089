"""From the form of a new tour to its files: the towns looked up, the certain ones placed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date as Date
from secrets import token_hex

from caravan.files.editing.head import set_end, set_start, set_zone
from caravan.files.editing.new_tour import new_files
from caravan.files.editing.towns import NewTown, add_towns, new_ids
from caravan.files.tour_files import TourFiles
from caravan.geocoding.candidate import Resolution
from caravan.geocoding.pasted_names import PastedName
from caravan.language.language import language
from caravan.ui.lookup import look_up_list, refuse_unprepared
from caravan.ui.pasted import read_paste
from caravan.ui.visit import Visit


@dataclass(frozen=True, slots=True)
class Wish:
    """What the form of a new tour says.

    Attributes:
        title: empty for one that says no more than that the tour is new.
        language: of the title and of names in Latin letters.
        country: ISO 3166-1 alpha-2, or empty.
        text: the pasted list.
    """

    title: str
    language: str
    first_day: Date | None
    last_day: Date | None
    country: str
    text: str
    visit: Visit


def tour_from_list(wish: Wish) -> TourFiles:
    """The files of the tour that a form asks for. Raises CaravanError when it can't be made."""
    title = wish.title.strip() or language(wish.language).text("New tour")
    files = new_files(
        token_hex(6),
        {wish.language: title},
        wish.language,
        wish.first_day,
        wish.last_day,
        zone="UTC",
    )
    pasted = read_paste(wish.text).names
    if not pasted:
        return files
    refuse_unprepared(wish.visit)
    answers = look_up_list(wish.visit, [asked(name) for name in pasted], wish.country)
    files, ids = add_pasted(files, pasted, answers, wish.language)
    files = set_end(set_start(files, ids[0]), ids[-1])
    zone = common_zone(answers)
    return set_zone(files, zone) if zone else files


def add_pasted(
    files: TourFiles,
    pasted: tuple[PastedName, ...],
    answers: tuple[Resolution, ...],
    language: str,
) -> tuple[TourFiles, tuple[str, ...]]:
    """Add the towns of a list, the certain ones with their points; and their ids, in order."""
    towns = [_town(name, answer, language) for name, answer in zip(pasted, answers, strict=True)]
    return add_towns(files, towns), new_ids(files, towns)


def common_zone(answers: tuple[Resolution, ...]) -> str:
    """The time zone of most towns that were found, or empty; ties go to the first in order."""
    zones = Counter(
        zone
        for answer in answers
        if (found := answer.chosen or next(iter(answer.candidates), None)) and (zone := found.zone)
    )
    return zones.most_common(1)[0][0] if zones else ""


def asked(name: PastedName) -> str:
    """A name with its hint, as gazetteers are asked: ``El Hamma, Gabès``."""
    return f"{name.text}, {name.hint}" if name.hint else name.text


def _town(pasted: PastedName, answer: Resolution, language: str) -> NewTown:
    names = pasted.names_in(language)
    found = answer.chosen
    if found is None:
        return NewTown(names=names, hint=pasted.hint)
    return NewTown(
        names=names,
        hint=pasted.hint,
        region=found.region,
        latitude=found.latitude,
        longitude=found.longitude,
        country=found.country,
        source=found.source,
        population=found.population,
    )

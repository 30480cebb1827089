"""Where towns are: the tour's own places, the world's, and a service on the network when asked."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from caravan.errors import CaravanError, ImpossibleValue, Message, msg
from caravan.files.draft import Draft
from caravan.geocoding.asking import Gazetteer
from caravan.geocoding.candidate import Resolution
from caravan.geocoding.resolve import resolve, resolve_all
from caravan.geocoding.table_gazetteer import TableGazetteer
from caravan.tour.names import Names
from caravan.tour.place import Place, PlaceKind
from caravan.ui.visit import Visit
from caravan.ui.world_index_state import index_state


def refuse_unprepared(visit: Visit) -> None:
    """Refuse to look names up in a list of the world's places that is still being prepared.

    No town would be found, and each would have to be looked for by hand. Raises CaravanError.
    """
    folder = visit.desk.settings.cache
    if folder is not None:
        state = index_state(folder)
        state.prepare()
        if state.is_building:
            raise CaravanError(
                msg(
                    "the list of the world's places is still being prepared: try again when it is"
                    " there, within a minute"
                )
            )


def look_up_list(visit: Visit, names: Sequence[str], country: str = "") -> tuple[Resolution, ...]:
    """Where the towns of a new tour are, each name with its hint, as in "El Hamma, Gabès"."""
    return resolve_all(names, _offline(visit, ()), country=country)


def look_up(
    visit: Visit, name: str, draft: Draft, *, hint: str = "", online: bool = False
) -> Resolution:
    """Where a town may be, knowing the other towns of its tour.

    `online`: ask the service of the settings as well, when there is one.
    """
    located = [place for place in draft.places if place.point is not None]
    gazetteers = _offline(visit, _places(draft))
    if online:
        gazetteers = [_online(visit), *gazetteers]
    return resolve(
        name,
        gazetteers,
        hint=hint,
        country=_commonest([place.country for place in located if place.country]),
        near=[place.point for place in located if place.point is not None],
    )


def has_online(visit: Visit) -> bool:
    """Whether the settings name a service that may be asked."""
    return visit.desk.settings.geocoder is not None and visit.desk.settings.cache is not None


def online_refusal(visit: Visit) -> Message | None:
    """Why the service of the settings may not be asked, for example without a user agent."""
    settings = visit.desk.settings.geocoder
    return settings.refusal if settings is not None else None


def _offline(visit: Visit, places: Sequence[Place]) -> list[Gazetteer]:
    gazetteers: list[Gazetteer] = [TableGazetteer(places)] if places else []
    folder = visit.desk.settings.cache
    if folder is not None:
        state = index_state(folder)
        state.prepare()
        if state.gazetteer is not None:
            gazetteers.append(state.gazetteer)
    return gazetteers


def _online(visit: Visit) -> Gazetteer:
    from caravan.geocoding.online import online_geocoder

    settings, folder = visit.desk.settings.geocoder, visit.desk.settings.cache
    if settings is None or folder is None:
        raise AssertionError("ask has_online() first")
    geocoder: Gazetteer = online_geocoder(settings, folder, language=visit.language.code)
    return geocoder


def _places(draft: Draft) -> list[Place]:
    """The located places of a draft that are right, as the gazetteer knows them."""
    found = []
    for place in draft.places:
        if place.point is None:
            continue
        # A name or an id that is wrong is told beside its field, not here.
        with suppress(ImpossibleValue):
            found.append(
                Place(
                    id=place.id,
                    names=Names(place.names),
                    kind=place.kind or PlaceKind.TOWN,
                    latitude=place.point[0],
                    longitude=place.point[1],
                    variants=place.variants,
                    country=place.country,
                    region=Names(place.region) if place.region else None,
                    coordinate_source=place.coordinate_source,
                    population=place.population,
                )
            )
    return found


def _commonest(countries: Sequence[str]) -> str:
    return max(sorted(set(countries)), key=countries.count, default="")

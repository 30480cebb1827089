"""The places of an unfinished tour: every row of its table, whatever is missing in it."""

from __future__ import annotations

from dataclasses import dataclass

from caravan.files.cities_csv import row_data
from caravan.files.csv_table import shared_table
from caravan.files.right_values import right_values
from caravan.files.shapes.place_shape import PlaceShape
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import FaultList
from caravan.tour.place import PlaceKind


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """A row of the table of places; "", None or () where a value is missing or wrong.

    Attributes:
        id: as it stands in the table, right or wrong.
        names, region: by language, as ``(("fr", "Gafsa"), ("ar", "قفصة"))``.
        latitude, longitude: WGS 84, decimal degrees; None until the place is located.
        country: ISO 3166-1 alpha-2.
        coordinate_source: where the coordinates come from.
        population: inhabitants.
        line: the line of its row.
    """

    id: str
    names: tuple[tuple[str, str], ...]
    kind: PlaceKind | None
    latitude: float | None
    longitude: float | None
    region: tuple[tuple[str, str], ...]
    country: str
    can_sleep: bool
    coordinate_source: str
    variants: tuple[str, ...]
    population: int | None
    line: int

    @property
    def is_located(self) -> bool:
        """Whether it has a point on the map."""
        return self.latitude is not None and self.longitude is not None

    @property
    def point(self) -> tuple[float, float] | None:
        """(latitude, longitude), or None."""
        if self.latitude is None or self.longitude is None:
            return None
        return (self.latitude, self.longitude)

    def called(self, language: str) -> str:
        """Its name in this language, else in French or English, else in any, else its id."""
        names = dict(self.names)
        for code in (language, "fr", "en", *names):
            if code in names:
                return names[code]
        return self.id


def draft_places(files: TourFiles, name: str) -> tuple[DraftPlace, ...]:
    """The rows of the table of this name, in order; none when it isn't there.

    Raises InputFaults when it is no table.
    """
    if all(file.name != name for file in files.beside):
        return ()
    table = shared_table(files.file(name))
    return tuple(
        _place(row_data(table, number, FaultList()), line)
        for number, line in enumerate(table.lines)
    )


def _place(data: dict[str, object], line: int) -> DraftPlace:
    right = right_values(PlaceShape, data)
    return DraftPlace(
        id=str(data.get("id", "")),
        names=_texts(data.get("name")),
        kind=right.get("kind"),
        latitude=right.get("latitude"),
        longitude=right.get("longitude"),
        region=_texts(data.get("region")),
        country=right.get("country", ""),
        can_sleep=right.get("can_sleep", False),
        coordinate_source=right.get("coordinate_source", ""),
        variants=right.get("variants", ()),
        population=right.get("population"),
        line=line,
    )


def _texts(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        return ()
    return tuple((str(code), str(text)) for code, text in value.items())

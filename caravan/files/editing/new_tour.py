"""A new, empty tour, with rules and opening hours that suit most."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date

from caravan.files.bounded_text import BoundedText
from caravan.files.editing.head import set_dates
from caravan.files.editing.new_id import new_id
from caravan.files.editing.sections import refuse_wrong, schedule_data, with_schedule
from caravan.files.shapes.texts import names_of
from caravan.files.shapes.tour_shape import HeadShape
from caravan.files.tour_files import TourFiles

_SCHEDULE = """\
# A tour: the question that a plan answers. Text after a hash is a comment; it survives the app.

tour:
  id: tour
  # In one language or more.
  name: {}
  # Makes the entries of calendars unique in the world; a domain of your own does it best.
  uid_domain: tour.invalid
  zone: UTC
  # Both included.
  first_day:
  last_day:
  # Towns of the table of places.
  start:
  end:

# Which edition of the programme this is, and since when.
revision:
  sequence: 0
  time: 2000-01-01T00:00:00+00:00

organizers: []

# The table of places, beside this file.
cities: cities.csv

# Rules of every day, for the whole team.
rules:
  hours: 08:00-19:00
  max_driving_minutes: 300
  # Taken when the team is at work through these hours.
  break:
    minutes: 60
    within: 12:00-14:30

# Off the road network: great-circle distance times this factor, at this speed.
estimate:
  detour_factor: 1.2
  speed_kmh: 65

# When hosts can receive the team; assumed, to be corrected by who knows them.
calendars:
  day-time:
    name:
      fr: En journée
      ar: خلال النهار
      en: Day-time
    weekly:
      monday: [09:00-18:00]
      tuesday: [09:00-18:00]
      wednesday: [09:00-18:00]
      thursday: [09:00-18:00]
      friday: [09:00-18:00]
      saturday: [09:00-18:00]
      sunday: [09:00-18:00]

  offices:
    name:
      fr: Bureaux
      ar: مكاتب
      en: Offices
    weekly:
      monday: [08:30-12:30, 13:30-17:00]
      tuesday: [08:30-12:30, 13:30-17:00]
      wednesday: [08:30-12:30, 13:30-17:00]
      thursday: [08:30-12:30, 13:30-17:00]
      friday: [08:30-12:30, 13:30-17:00]

events: []
"""


def new_files(
    token: str,
    names: Mapping[str, str],
    language: str,
    first_day: Date | None = None,
    last_day: Date | None = None,
    zone: str = "UTC",
) -> TourFiles:
    """The files of a new tour without towns; reading them says what is still missing.

    Args:
        token: letters and digits by which the new tour is told from all others.
        names: what it is called, by language.
        language: of the person who makes it; the table of places gets a column for it.
        first_day, last_day: the window, both included, when it is known.
        zone: IANA name of the time zone.

    Raises WrongValue for impossible names, dates or zone.
    """
    texts = {code: text.strip() for code, text in names.items() if text.strip()}
    names_of(texts)
    codes = dict.fromkeys(("fr", "ar", "en", *texts, language))
    header = ["id", "kind", *(f"name_{code}" for code in codes), "country"]
    header += [f"region_{code}" for code in codes]
    header += ["latitude", "longitude", "coordinate_source", "can_sleep", "population"]
    files = TourFiles(
        BoundedText("schedule.yaml", _SCHEDULE, bom=False),
        (BoundedText("cities.csv", ",".join(header) + "\n", bom=False),),
    )
    data = schedule_data(files)
    mark = new_id([token], "new", ())
    data["tour"] |= {
        "id": f"{new_id(texts.values(), 'tour', ())[:30].strip('-')}-{mark}"[:60].strip("-"),
        "name": texts,
        "uid_domain": f"{mark}.invalid",
        "zone": zone,
    }
    refuse_wrong(HeadShape, data["tour"], ("id", "name", "uid_domain", "zone"))
    return set_dates(with_schedule(files, data), first_day, last_day)

"""A small tour in files, and ways to break them."""

from __future__ import annotations

from pathlib import Path

from caravan.errors import InputFaults
from caravan.files.read_tour import read_tour
from caravan.tour.tour import Tour

DATA = Path(__file__).parents[2] / "data"

SCHEDULE = """\
tour:
  id: small
  name: {fr: Petite caravane, ar: القافلة الصغيرة}
  uid_domain: tour.example
  zone: Africa/Tunis
  first_day: 2020-03-09
  last_day: 2020-03-11
  start: sbeitla
  end: sfax
revision: {sequence: 1, time: 2020-03-08T10:00:00+01:00}
organizers:
  - name: {fr: Association}
    email: hello@tour.example
cities: cities.csv
roads: roads.csv
ferries: ferries.yaml
rules:
  hours: 08:00-19:00
  max_driving_minutes: 300
  break: {minutes: 60, within: 12:00-14:30}
calendars:
  offices:
    name: {fr: Bureaux}
    weekly:
      monday: [08:30-12:30, 13:30-17:30]
      tuesday: [08:30-12:30, 13:30-17:30]
      friday: [08:00-13:00]
    blocked:
      friday: [12:30-14:30]
events:
  - town: sbeitla
    service_minutes: 120
    open: [offices]
  - town: sfax
    service_minutes: 180
    open: [offices]
    partners:
      - id: commune-sfax
        organization: {fr: Municipalité de Sfax}
"""

CITIES = """\
id,kind,name_fr,name_ar,country,latitude,longitude,can_sleep
sbeitla,town,Sbeïtla,سبيطلة,TN,35.23151,9.12321,yes
gafsa,town,Gafsa,قفصة,TN,34.425,8.78417,no
sfax,town,Sfax,صفاقس,TN,34.74056,10.76028,yes
sfax-port,port,Port de Sfax,,TN,34.7270,10.7638,no
island-port,port,Port de l’île,,TN,34.6563,10.9695,no
"""

ROADS = """\
a,b,name,km,km_low,km_high,minutes,grade,source
sbeitla,sfax,RN13,165,160,170,150,C,estimate
gafsa,sfax,,200,,,170,A,
sfax,sfax-port,,2,,,8,C,
"""

FERRIES = """\
ferries:
  - id: island-ferry
    name: {fr: Bac}
    ports: [sfax-port, island-port]
    crossing_minutes: 75
    boarding_minutes: 30
    km: 20.4
    grade: C
    timetables:
      - from: sfax-port
        valid_from: 2020-01-01
        valid_to: 2020-05-31
        weekdays: [monday, sunday]
        departures: [04:15, 06:15]
"""


class TourFolder:
    """A folder with the four files; each can be changed before the tour is read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("schedule.yaml", SCHEDULE)
        self.write("cities.csv", CITIES)
        self.write("roads.csv", ROADS)
        self.write("ferries.yaml", FERRIES)

    def write(self, name: str, content: str | bytes) -> None:
        """Replace a file."""
        data = content if isinstance(content, bytes) else content.encode()
        (self.path / name).write_bytes(data)

    def change(self, name: str, old: str, new: str) -> None:
        """Change a file in one place, which must be there."""
        text = (self.path / name).read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new, 1))

    def read(self) -> Tour:
        """The tour."""
        return read_tour(self.path / "schedule.yaml")

    def faults(self) -> list[str]:
        """All faults, as a person reads them."""
        try:
            self.read()
        except InputFaults as error:
            return [str(fault) for fault in error.faults]
        return []

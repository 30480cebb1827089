"""A tour in files of which there is one plan only, worked out by hand.

Monday: an event in Sbeitla at 08:30, then 150 minutes to Sfax, 165 km. Tuesday: an event in Sfax at
08:30, 8 minutes to the port, 75 minutes at sea, 30 minutes on the island, 46.4 km together; the
event in Kerkennah at 16:00.
"""

from __future__ import annotations

from pathlib import Path

SCHEDULE = """\
tour:
  id: small
  name: {fr: Petite caravane, ar: القافلة الصغيرة, en: Small caravan}
  uid_domain: tour.example
  zone: Africa/Tunis
  first_day: 2020-03-09
  last_day: 2020-03-10
  start: sbeitla
  end: kerkennah
revision: {sequence: 1, time: 2020-02-20T10:00:00+01:00}
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
events:
  - town: sbeitla
    service_minutes: 120
    open: [offices]
    date: 2020-03-09
    begins: 08:30
  - town: sfax
    service_minutes: 60
    open: [offices]
    date: 2020-03-10
    begins: 08:30
    partners:
      - id: commune-sfax
        organization: {fr: Municipalité de Sfax, ar: بلدية صفاقس}
        email: amina@sfax.example
  - town: kerkennah
    service_minutes: 90
    open: [offices]
    date: 2020-03-10
    begins: 16:00
"""

CITIES = """\
id,kind,name_fr,name_ar,country,latitude,longitude,can_sleep
sbeitla,town,Sbeïtla,سبيطلة,TN,35.23151,9.12321,yes
sfax,town,Sfax,صفاقس,TN,34.74056,10.76028,yes
kerkennah,town,Kerkennah,قرقنة,TN,34.70882,11.2147,yes
sfax-port,port,Port de Sfax,,TN,34.7270,10.7638,no
sidi-youssef,port,Sidi Youssef,,TN,34.6563,10.9695,no
"""

ROADS = """\
a,b,name,km,km_low,km_high,minutes,grade,source
sbeitla,sfax,RN13,165,,,150,A,
sfax,sfax-port,,2,,,8,A,
sidi-youssef,kerkennah,RR204,24,,,30,A,
"""

FERRIES = """\
ferries:
  - id: kerkennah-ferry
    name: {fr: Bac de Kerkennah}
    ports: [sfax-port, sidi-youssef]
    crossing_minutes: 75
    boarding_minutes: 30
    km: 20.4
    grade: A
    timetables:
      - from: sfax-port
        valid_from: 2020-01-01
        valid_to: 2020-12-31
        weekdays: [monday, tuesday]
        departures: [06:15, 14:15]
"""

PROGRAMME = """\
Proved best: no plan keeps all 3 towns with less than 4 h 23 on the road and at sea.

Monday 9 March: Sbeïtla → Sfax, 2 h 30 on the way, 165 km, 1 event
  08:30–10:30  Sbeïtla

Tuesday 10 March: Sfax → Kerkennah, 1 h 53 on the way, 46 km, 2 events
  08:30–09:30  Sfax
  16:00–17:30  Kerkennah

Total: 4 h 23 on the way, 211 km, 3 events
"""
"""What the command line says of it; durations and distances have spaces that don't break there."""

NO_PLAN = """\
Proved impossible: no plan keeps all 3 towns that must be kept.
Leaving out one of these 2 towns makes a plan possible; no other single one does:
  Sbeïtla  4 h 23 on the road and at sea
  Sfax     4 h 23 on the road and at sea
"""


class TourFiles:
    """A folder with the files; each can be changed."""

    def __init__(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self.path = path
        for name, content in (
            ("schedule.yaml", SCHEDULE),
            ("cities.csv", CITIES),
            ("roads.csv", ROADS),
            ("ferries.yaml", FERRIES),
        ):
            self.file(name).write_text(content, encoding="utf-8")

    @property
    def schedule(self) -> Path:
        """The schedule."""
        return self.file("schedule.yaml")

    def file(self, name: str) -> Path:
        """The path of a file."""
        return self.path / name

    def change(self, name: str, old: str, new: str) -> None:
        """Change a file in one place, which must be there once."""
        text = self.file(name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {name}"
        self.file(name).write_text(text.replace(old, new), encoding="utf-8")

    def make_impossible(self) -> None:
        """Put Sfax at 11:00 on Monday: from Sbeitla one comes at 13:00.

        Without the event in Sbeitla, leaving at 08:00, or without that in Sfax, a plan is possible,
        and as long as ever. The event in Kerkennah changes nothing.
        """
        self.change(
            "schedule.yaml",
            "    date: 2020-03-10\n    begins: 08:30\n",
            "    date: 2020-03-09\n    begins: 11:00\n",
        )


def breaking(text: str) -> str:
    """The text with plain spaces for those that don't break."""
    return text.replace("\N{NO-BREAK SPACE}", " ")

"""A small world, made by hand: the most populous places first, as an index wants them."""

from __future__ import annotations

from pathlib import Path

from caravan.geocoding.world_index import FILE_NAME
from caravan.geocoding.world_places import WorldArea, WorldPlace, world_edition
from caravan.geocoding.world_writing import build_index

PLACES = (
    WorldPlace(3, "Springfield", ("Спрингфилд",), 37.22, -93.3, "US", "MO", 167000, "America/Chicago"),
    WorldPlace(4, "Springfield", (), 39.8, -89.64, "US", "IL", 116000, "America/Chicago"),
    WorldPlace(10, "Gabès", ("Gabes", "Qabis", "قابس"), 33.88, 10.1, "TN", "29", 110075, "Africa/Tunis"),
    WorldPlace(11, "Gafsa", ("Qafsah", "قفصة", "Гафса"), 34.425, 8.784, "TN", "27", 95242, "Africa/Tunis"),
    WorldPlace(12, "Houmt Souk", (), 33.876, 10.857, "TN", "28", 75904, "Africa/Tunis"),
    WorldPlace(13, "Medenine", ("مدنين",), 33.355, 10.505, "TN", "28", 61705, "Africa/Tunis"),
    WorldPlace(14, "El Hamma", ("Al Hammah", "Hamma", "الحامة"), 33.89152, 9.79629, "TN", "29", 47000, "Africa/Tunis"),
    WorldPlace(15, "Tozeur", ("Tawzar", "توزر"), 33.91968, 8.13352, "TN", "35", 37365, "Africa/Tunis"),
    WorldPlace(16, "Douz", (), 33.46632, 9.0203, "TN", "31", 27365, "Africa/Tunis"),
    WorldPlace(17, "Sakiet ed Daier", (), 34.8, 10.7833, "TN", "32", 26000, "Africa/Tunis"),
    WorldPlace(18, "Kebili", ("Guebili", "قبلي"), 33.70439, 8.96903, "TN", "31", 19875, "Africa/Tunis"),
    WorldPlace(19, "Weißenburg in Bayern", ("Weißenburg",), 49.03, 10.97, "DE", "02", 17329, "Europe/Berlin"),
    WorldPlace(20, "Iaşi", ("Jassy", "Яссы", "Ιάσιο"), 47.16, 27.58, "RO", "23", 16000, "Europe/Bucharest"),
    WorldPlace(21, "El-Hamma-Djerid", ("El Hamma", "Hammat al Jarid"), 34.0115, 8.1531, "TN", "35", 6467, "Africa/Tunis"),
    WorldPlace(22, "Jemna", (), 33.57778, 9.01472, "TN", "31", 5911, "Africa/Tunis"),
    WorldPlace(23, "Łódka", (), 51.7, 19.4, "PL", "74", 2000, "Europe/Warsaw"),
    WorldPlace(24, "Kınık", (), 39.08, 27.38, "TR", "35", 1500, "Europe/Istanbul"),
    WorldPlace(25, "Tozeur", (), 49.53, 4.61, "FR", "44", 600, "Europe/Paris"),
    WorldPlace(26, "Suva Planina", (), -18.1, 179.9, "FJ", "01", 0, "Pacific/Fiji"),
)  # fmt: skip

AREAS = (
    WorldArea("Tunisia", "TN"),
    WorldArea("Tunisie", "TN"),
    WorldArea("تونس", "TN"),
    WorldArea("TN", "TN"),
    WorldArea("United States", "US"),
    WorldArea("Illinois", "US", "IL"),
    WorldArea("IL", "US", "IL"),
    WorldArea("Missouri", "US", "MO"),
)

SUBDIVISIONS = (
    ("TN", "Gabès"),
    ("TN", "Kébili"),
    ("TN", "Médenine"),
    ("TN", "Tozeur"),
    ("FR", "Tozeur"),
    ("RO", "Iași"),
    ("US", "Springfield"),
)


def cache_of_user(home: Path) -> Path:
    """Make this the cache folder of a user: with this index in it, as if it were the whole world's.

    To build that takes a processor for half a minute.
    """
    path = home / "caravan" / FILE_NAME
    build_index(path, PLACES, AREAS, SUBDIVISIONS, edition=world_edition())
    return home

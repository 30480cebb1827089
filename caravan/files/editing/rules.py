"""The rules of a day, and the travel estimate."""

from __future__ import annotations

from caravan.files.editing.sections import schedule_data, with_schedule
from caravan.files.shapes.rules_shape import EstimateShape, RulesShape
from caravan.files.tour_files import TourFiles
from caravan.tour.road import TravelEstimate
from caravan.tour.rules import DayRules


def set_rules(files: TourFiles, rules: DayRules) -> TourFiles:
    """The files with these rules of every day."""
    data = schedule_data(files)
    data["rules"] = RulesShape.of(rules).plain()
    return with_schedule(files, data)


def set_estimate(files: TourFiles, estimate: TravelEstimate) -> TourFiles:
    """The files with this estimate of travel off the road network."""
    data = schedule_data(files)
    data["estimate"] = EstimateShape.of(estimate).plain()
    return with_schedule(files, data)

"""A tour without ferries as a constraint programme: another way to the best plan, for comparison.

The planner enumerates days and chooses among them. Here nothing is enumerated: each day is a
circuit through a hub (the bed) and some of the events, with a variable for each hour; drives,
events and the break of a day are intervals that don't overlap. CP-SAT proves the optimum of the
three ranks one after the other. Written from the rules; nothing is shared with `caravan.planning`.
"""

from __future__ import annotations

from itertools import product

from ortools.sat.python import cp_model

from caravan.tour.tour import Tour

Answer = tuple[int, int, int]
"""Value, travel minutes, balance."""


def best_answer(tour: Tour, *, workers: int = 2) -> Answer | None:
    """The worth of the best plan, None when none keeps the required events."""
    model = _Model(tour)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = (
        2  # the relaxed circuits give the bound: ten times faster
    )
    found = []
    for expression in (-model.value, model.travel, model.balance):
        model.cp.minimize(expression)
        status = solver.solve(model.cp)
        if status == cp_model.INFEASIBLE and not found:
            return None
        if status != cp_model.OPTIMAL:
            raise AssertionError(f"CP-SAT says {solver.status_name(status)}")
        best = round(solver.objective_value)
        found.append(best)
        model.cp.add(expression == best)
        model.cp.clear_hints()
        for variable in model.variables():
            model.cp.add_hint(variable, solver.value(variable))
    value, travel, balance = found
    return -value, travel, balance


class _Model:
    """The variables and rules of one tour."""

    def __init__(self, tour: Tour) -> None:
        if tour.ferries:
            raise ValueError("this model knows no ferries")
        self.tour = tour
        self.cp = cp_model.CpModel()
        self.minutes = _fastest(tour)
        hours = tour.rules.hours
        count = len(tour.events)
        self.begins = [self.cp.new_int_var(0, hours.ends, "") for _ in range(count)]
        self.leaves = [self.cp.new_int_var(0, hours.ends, "") for _ in range(count)]
        self.drives = [self.cp.new_int_var(0, hours.ends, "") for _ in range(count)]
        self.held = [[self._bool() for _ in range(count)] for _ in tour.dates]
        beds = [place.id for place in tour.beds]
        nights = [[tour.start], *(beds for _ in tour.dates[1:]), [tour.end]]
        self.sleeps = [{bed: self._bool() for bed in night} for night in nights]
        for night in self.sleeps:
            self.cp.add_exactly_one(night.values())
        out: list[list[cp_model.LinearExpr]] = [[] for _ in range(count)]
        day_minutes = [self._day(day, out) for day in range(len(tour.dates))]
        for number, parts in enumerate(out):
            self.cp.add(self.drives[number] == cp_model.LinearExpr.sum(parts))
            self.cp.add(self.leaves[number] + self.drives[number] <= hours.ends)
        for number, event in enumerate(tour.events):
            kept = sum(day[number] for day in self.held)
            self.cp.add(kept == 1 if event.required else kept <= 1)
            self.cp.add(self.leaves[number] >= self.begins[number] + event.service_minutes)
        self.value = sum(
            event.value * sum(day[number] for day in self.held)
            for number, event in enumerate(tour.events)
        )
        self.travel = sum(day_minutes)
        squares = []
        for minutes in day_minutes:
            square = self.cp.new_int_var(0, tour.rules.max_driving_minutes**2, "")
            self.cp.add_multiplication_equality(square, [minutes, minutes])
            squares.append(square)
        self.balance = sum(squares)

    def variables(self) -> list[cp_model.IntVar]:
        return [
            self.cp.get_int_var_from_proto_index(n) for n in range(len(self.cp.proto.variables))
        ]

    def _bool(self) -> cp_model.IntVar:
        return self.cp.new_bool_var("")

    def _day(self, day: int, out: list[list[cp_model.LinearExpr]]) -> cp_model.IntVar:
        """The circuit of one day with its hours; returns its driving minutes."""
        cp, tour, events = self.cp, self.tour, self.tour.events
        hub, hours = len(events), tour.rules.hours
        evening, morning = self.sleeps[day + 1], self.sleeps[day]
        total = cp.new_int_var(0, tour.rules.max_driving_minutes, "")
        first_leaves = cp.new_int_var(hours.begins, hours.ends, "")
        first_drive = cp.new_int_var(0, hours.ends, "")
        cp.add(first_leaves + first_drive <= hours.ends)
        first_parts, parts, arcs = [], [], []
        for i, j in product(range(len(events)), repeat=2):
            literal = self._bool()
            arcs.append((i, j, literal))
            if i == j:
                cp.add(literal + self.held[day][i] == 1)
                continue
            minutes = self.minutes[events[i].place, events[j].place]
            cp.add(self.begins[j] >= self.leaves[i] + minutes).only_enforce_if(literal)
            out[i].append(minutes * literal)
        for i, event in enumerate(events):
            comes, goes = self._bool(), self._bool()
            arcs += [(hub, i, comes), (i, hub, goes)]
            for minutes, literal in self._by_bed(morning, event.place, comes):
                cp.add(self.begins[i] >= first_leaves + minutes).only_enforce_if(literal)
                first_parts.append(minutes * literal)
            out[i] += [m * literal for m, literal in self._by_bed(evening, event.place, goes)]
            self._windows(day, i)
        rests = self._bool()
        arcs.append((hub, hub, rests))
        moves = []
        for origin, destination in product(morning, evening):
            literal = self._bool()
            cp.add_implication(literal, morning[origin])
            cp.add_implication(literal, evening[destination])
            first_parts.append(self.minutes[origin, destination] * literal)
            moves.append(literal)
        cp.add(sum(moves) == rests)
        cp.add_circuit(arcs)
        cp.add(first_drive == sum(first_parts))
        for i in range(len(events)):
            driven = cp.new_int_var(0, hours.ends, "")
            cp.add(driven == self.drives[i]).only_enforce_if(self.held[day][i])
            cp.add(driven == 0).only_enforce_if(self.held[day][i].negated())
            parts.append(driven)
        cp.add(total == first_drive + sum(parts))
        self._no_overlap(day, first_leaves, first_drive)
        return total

    def _by_bed(
        self, night: dict[str, cp_model.IntVar], place: str, arc: cp_model.IntVar
    ) -> list[tuple[int, cp_model.IntVar]]:
        """For each bed the minutes between it and a place, and whether the arc leads there."""
        found = []
        for bed, sleeps in night.items():
            literal = self._bool()
            self.cp.add_implication(literal, sleeps)
            found.append((self.minutes[bed, place], literal))
        self.cp.add(sum(literal for _, literal in found) == arc)
        return found

    def _windows(self, day: int, number: int) -> None:
        """An event held on this day lies in one of its windows, and in the working hours."""
        event, hours = self.tour.events[number], self.tour.rules.hours
        chosen = []
        for window in self.tour.windows(event):
            if window.date == self.tour.dates[day]:
                literal = self._bool()
                chosen.append(literal)
                earliest = max(window.hours.begins, hours.begins)
                latest = min(window.hours.ends, hours.ends) - event.service_minutes
                self.cp.add(self.begins[number] >= earliest).only_enforce_if(literal)
                self.cp.add(self.begins[number] <= latest).only_enforce_if(literal)
        self.cp.add(sum(chosen) == self.held[day][number])

    def _no_overlap(
        self, day: int, first_leaves: cp_model.IntVar, first_drive: cp_model.IntVar
    ) -> None:
        """Drives, events and the break of a day follow each other."""
        cp, hours, pause = self.cp, self.tour.rules.hours, self.tour.rules.pause
        arrives = cp.new_int_var(0, hours.ends, "")
        spans = [cp.new_interval_var(first_leaves, first_drive, arrives, "")]
        for number, event in enumerate(self.tour.events):
            held = self.held[day][number]
            spans.append(
                cp.new_optional_fixed_size_interval_var(
                    self.begins[number], event.service_minutes, held, ""
                )
            )
            arrives = cp.new_int_var(0, hours.ends, "")
            spans.append(
                cp.new_optional_interval_var(
                    self.leaves[number], self.drives[number], arrives, held, ""
                )
            )
        if pause is not None:
            begins = cp.new_int_var(pause.within.begins, pause.within.ends - pause.minutes, "")
            spans.append(cp.new_fixed_size_interval_var(begins, pause.minutes, ""))
        cp.add_no_overlap(spans)


def _fastest(tour: Tour) -> dict[tuple[str, str], int]:
    """Minutes between any two places by road (Floyd and Warshall's algorithm)."""
    places = [place.id for place in tour.places]
    minutes = {(a, b): 0 if a == b else 10**6 for a in places for b in places}
    for road in tour.roads:
        for ends in ((road.a, road.b), (road.b, road.a)):
            minutes[ends] = min(minutes[ends], road.minutes)
    for via, a, b in product(places, repeat=3):
        minutes[a, b] = min(minutes[a, b], minutes[a, via] + minutes[via, b])
    if max(minutes.values()) >= 10**6:
        raise ValueError("this model wants roads between all places")
    return minutes

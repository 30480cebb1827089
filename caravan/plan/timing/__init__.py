"""The times that follow from what a person sets by hand, also where no rule can be kept.

Nothing here judges: the rules that a hand-set programme breaks are told by `caravan.plan.check`.
"""

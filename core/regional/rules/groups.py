"""Which voivodeships are printed alone and which together.

A voivodeship of fewer than four contributing municipalities is too easily taken apart by one of them, so
it is printed together with another one. The choice looks at nothing but who contributed, which is public.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# A printed territory is the sum of at least so many towns, so that no town can subtract its way to another.
FEWEST_MUNICIPALITIES = 4

Group = tuple[str, ...]


def groups_of(contributing: Mapping[str, int], earlier: Iterable[Group] = ()) -> list[Group]:
    """Voivodeships as they are printed: alone, or several together; one that is in no group is not.

    `contributing` is the number of towns that handed over by voivodeship, `earlier` the groups of the
    release before: a voivodeship that still needs a partner keeps it, so that a series goes on. Otherwise
    the smallest group joins the next smallest, until each has enough towns.
    """
    groups: list[Group] = [(code,) for code, number in sorted(contributing.items()) if number > 0]

    def size(group: Group) -> tuple[int, Group]:
        return sum(contributing[code] for code in group), group

    for kept in sorted(tuple(sorted(group)) for group in earlier):
        alone = [group for group in groups if group[0] in kept and len(group) == 1]
        together = tuple(code for group in alone for code in group)
        needed = any(contributing[code] < FEWEST_MUNICIPALITIES for code in together)
        if together == kept and needed and size(kept)[0] >= FEWEST_MUNICIPALITIES:
            groups = [group for group in groups if group not in alone] + [kept]
    while groups and size(smallest := min(groups, key=size))[0] < FEWEST_MUNICIPALITIES:
        others = [group for group in groups if group != smallest]
        if not others:
            return []
        partner = min(others, key=size)
        joined = tuple(sorted((*smallest, *partner)))
        groups = [group for group in others if group != partner] + [joined]
    return sorted(groups)


def merged_area(group: Group) -> str:
    """Code of an area of several voivodeships: 12+16."""
    return "+".join(group)


def parts_of(area: str) -> Group:
    """Voivodeships of which an area consists; the inverse of `merged_area`."""
    return tuple(area.split("+"))

"""What one table knows of another points down the house. String keys and raw SQL hide from a linter of imports."""

import re
from collections.abc import Iterable

from architecture.faults import Fault, Source, is_below, migrations, none_of
from architecture.house import floors
from django.apps import apps


def keys() -> Iterable[tuple[str, str]]:
    """Return every foreign key of our rooms as (from, to): `people.Way.person`, `people.Person`."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in floors():
            for field in model._meta.get_fields():
                if field.is_relation and field.concrete and field.related_model is not None:
                    yield f"{model._meta.label}.{field.name}", field.related_model._meta.label


def keys_that_climb(found: Iterable[tuple[str, str]]) -> Iterable[Fault]:
    """Name each key whose other end is in a room that is not below its own. Django's own tables are below the house."""
    for own, other in found:
        room, target = own.split(".")[0], other.split(".")[0]
        if target in floors() and not is_below(target, room):
            yield Fault(
                f"src/livingwell/{room}/models",
                0,
                f"{own} points up the house, to {other}: keep the key in {target}, or only the row's id here",
            )


def tables() -> dict[str, str]:
    """Return the room of each table."""
    return {
        model._meta.db_table: model._meta.app_label
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in floors()
    }


def sql_that_climbs(source: Source, *, room_of: dict[str, str]) -> Iterable[Fault]:
    """Name each line of a room's migration that speaks of a table above it."""
    names = re.compile(rf"\b({'|'.join(room_of)})\b")
    for number, line in enumerate(source.text.splitlines(), start=1):
        for table in names.findall(line):
            target = room_of[table]
            if not is_below(target, source.room):
                yield Fault(
                    source.where,
                    number,
                    f"{source.room} names {table}, a table of {target} above it: move this SQL to {target}'s migration",
                )


def test_every_foreign_key_points_down_the_house():
    found = list(keys())
    assert len(found) > 50
    none_of(keys_that_climb(found))


def test_a_key_that_climbs_is_named_and_one_that_does_not_is_not():
    down, own, django = (
        ("huddles.Brought.person", "people.Person"),
        ("people.Way.person", "people.Person"),
        "auth.Group",
    )
    up = ("people.Person.huddle", "huddles.Huddle")
    faults = list(keys_that_climb([down, own, up, ("accounts.User.group", django)]))
    assert [one.say for one in faults] == [
        "people.Person.huddle points up the house, to huddles.Huddle: "
        "keep the key in huddles, or only the row's id here"
    ]


def test_two_rooms_on_one_floor_know_nothing_of_each_others_tables():
    assert list(keys_that_climb([("post.Letter.entry", "record.Entry")]))


def test_no_migration_names_a_table_above_its_room():
    assert any(tables()[name] == "journeys" for name in tables())
    none_of(fault for one in migrations() for fault in sql_that_climbs(one, room_of=tables()))


def test_sql_that_climbs_is_named_with_its_line():
    planted = Source(
        "src/livingwell/people/migrations/0009_look.py",
        'SQL = """\nselect 1 from huddles_huddle\n  join people_person"""',
    )
    faults = list(sql_that_climbs(planted, room_of={"huddles_huddle": "huddles", "people_person": "people"}))
    assert [str(one) for one in faults] == [
        "src/livingwell/people/migrations/0009_look.py:2: people names huddles_huddle, a table of huddles above it: "
        "move this SQL to huddles's migration"
    ]

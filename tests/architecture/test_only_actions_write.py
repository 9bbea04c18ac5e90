"""Only actions write: what changes a row is in a room's `actions`, its migrations, or on the short list below."""

import ast
from collections.abc import Iterable

from architecture.faults import Fault, Source, none_of, programs

AT_ONCE = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
WRITES = AT_ONCE | {f"a{one}" for one in AT_ONCE}  # Django's asynchronous ones are called the same with an a
# A dict and a hash are updated too. A write to the database is called on a manager, a query or a row; these are not.
NOT_ROWS = frozenset({"update", "aupdate"})
QUERYING = frozenset(
    {"objects", "filter", "exclude", "all", "select_for_update", "select_related", "order_by", "using"}
)
SQL_WRITES = ("insert into ", "update ", "delete from ", "truncate ")

MAY_WRITE = {
    "src/livingwell/access/once.py": "the key of a form is kept before the action it guards is called",
    "src/livingwell/website/database": "makes the roles and the database itself, before there is a room",
    "src/livingwell/website/backups": "puts a whole place back, every row as it was, before anybody is named",
    "src/livingwell/website/cast.py": "makes the demonstration's accounts as the owner, where no viewer is named",
}


def writes(source: Source, *, allowed: Iterable[str] = MAY_WRITE) -> Iterable[Fault]:
    """Name each line that writes outside an action."""
    if source.part == "actions" or any(source.where.startswith(one) for one in allowed):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and (said := _writes_by_the_orm(node) or _writes_by_sql(node)):
            yield Fault(source.where, node.lineno, f"{said} writes: move it into {source.room}/actions, and call that")


def _writes_by_the_orm(node: ast.Call) -> str:
    called = node.func
    if not isinstance(called, ast.Attribute) or called.attr not in WRITES:
        return ""
    if called.attr in NOT_ROWS and not _is_a_query(called.value):
        return ""
    return f"{ast.unparse(called)[-50:]}(...)"


def _is_a_query(node: ast.expr) -> bool:
    """Return whether an expression goes through a manager: `Person.objects.filter(...)`, `people.filter(...)`."""
    return any(isinstance(one, ast.Attribute) and one.attr in QUERYING for one in ast.walk(node))


def _writes_by_sql(node: ast.Call) -> str:
    if not isinstance(node.func, ast.Attribute) or node.func.attr not in {"execute", "executemany"} or not node.args:
        return ""
    said = [one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    begins = said[0].strip().lower() if said else ""
    return f"execute({said[0].strip()[:30]!r}...)" if begins.startswith(SQL_WRITES) else ""


def test_only_actions_write():
    none_of(fault for one in programs() for fault in writes(one))


def test_nobody_is_on_the_list_who_need_not_be():
    found = [fault.where for one in programs() for fault in writes(one, allowed=())]
    assert [name for name in MAY_WRITE if not any(one.startswith(name) for one in found)] == []


def test_a_view_that_writes_is_named_with_its_line():
    planted = Source(
        "src/livingwell/people/views.py",
        "def put_right(request):\n"
        "    person = Person.objects.get()\n"
        "    person.save()\n"
        "    Person.objects.filter(pk=1).update(called='Ama')\n"
        "    Way.objects.bulk_create([])\n"
        "    cursor.execute('update people_person set called = 1')\n"
        "    cursor.execute('select 1')\n",
    )
    assert [(one.line, one.say) for one in writes(planted)] == [
        (3, "person.save(...) writes: move it into people/actions, and call that"),
        (4, "Person.objects.filter(pk=1).update(...) writes: move it into people/actions, and call that"),
        (5, "Way.objects.bulk_create(...) writes: move it into people/actions, and call that"),
        (6, "execute('update people_person set calle'...) writes: move it into people/actions, and call that"),
    ]


def test_a_dictionary_and_a_hash_may_be_updated_anywhere():
    planted = Source("src/livingwell/people/views.py", "context.update(a=1)\nhashlib.sha256().update(b'')\n")
    assert list(writes(planted)) == []


def test_an_action_may_write():
    text = "def rename(*, person, by):\n    person.save()\n"
    assert list(writes(Source("src/livingwell/people/actions.py", text))) == []
    assert list(writes(Source("src/livingwell/people/actions/naming.py", text))) == []

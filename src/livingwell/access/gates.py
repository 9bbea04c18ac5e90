"""One line in a room's migration gates a table: row-level security forced, a policy per verb, nothing deletable.

The shapes are those that were measured (docs/decisions/0002): `person_id in (select gate.seen('part'))` is one hashed
sub-plan per statement; a function per row costs a thousand times as much.
"""

from django.db.migrations import RunSQL

from .words import Part

WORKS = "(select gate.viewer_kind()) = 'worker'"


def gate(
    table: str,
    *,
    part: Part,
    changes: bool | str = True,
    key: bool = False,
    also_see: str = "",
    only_if: str = "",
    change_if: str = "",
    also_add: str = "",
) -> list[RunSQL]:
    """Return the migration operations that gate `table`, which has a `person_id` column.

    part: what of a person this table keeps; read by `gate.seen` and `gate.written`.
    changes: whether rows may be updated at all; a string names the only columns that may.
    key: whether person_id is the table's primary key (then an array drives the index).
    also_see: one more SQL condition under which a row may be read (a receipt's own introduction).
    only_if: one more SQL condition an inserted or changed row must meet.
    change_if: one more SQL condition a changed row must meet.
    also_add: one more SQL condition under which a row may be inserted (a receipt adding to its own introduction).
    """
    seen = _in(f"gate.seen('{part}')", key)
    written = _in(f"gate.written('{part}')", key)
    see = f"{seen} or {also_see}" if also_see else seen
    may_write = f"({written} or {also_add})" if also_add else written
    check = f"{may_write} and ({only_if})" if only_if else may_write
    change_check = f"{check} and ({change_if})" if change_if else check
    forward = [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        f"grant select, insert on {table} to lw_web, lw_worker",
        f"create policy see on {table} for select to lw_web using ({see})",
        f"create policy add on {table} for insert to lw_web with check ({check})",
        f"create policy worker_see on {table} for select to lw_worker using ({WORKS})",
        f"create policy worker_add on {table} for insert to lw_worker with check ({WORKS})",
    ]
    if changes:
        columns = f" ({changes})" if isinstance(changes, str) else ""
        forward += [
            f"grant update{columns} on {table} to lw_web, lw_worker",
            f"create policy change on {table} for update to lw_web using ({see}) with check ({change_check})",
            f"create policy worker_change on {table} for update to lw_worker using ({WORKS}) with check ({WORKS})",
        ]
    return [RunSQL(sql, RunSQL.noop) for sql in forward]


def gate_function(sql: str, signature: str, *, callable_by: str = "lw_web, lw_worker") -> list[RunSQL]:
    """Return the operations that make a function owned by `lw_gate`, which sees past row-level security.

    `callable_by` is empty for a trigger's function, which nobody calls.
    """
    then = [f"revoke all on function {signature} from public"]
    if callable_by:
        then.append(f"grant execute on function {signature} to {callable_by}")
    return [RunSQL(["set local role lw_gate", sql, *then, "reset role"], RunSQL.noop)]


def open_to_all(table: str, *, verbs: str = "select") -> list[RunSQL]:
    """Return the operation that grants `verbs` on a table that is not about a person."""
    return [RunSQL(f"grant {verbs} on {table} to lw_web, lw_worker", RunSQL.noop)]


def _in(people: str, key: bool) -> str:
    return f"person_id = any(array(select {people}))" if key else f"person_id in (select {people})"

"""Tables as bare as can be while very many rows are copied into them, and put back as they were: one transaction.

Row by row, every index would be written at a random place, every foreign key looked up and every promise asked, some
forty million times. So what can be made again from the rows is taken off, and made again over all of them at once: an
index by one sort, a foreign key by one comparison. PostgreSQL makes no constraint that a row breaks, and each is made
by the very definition it had. Checks and what may not be empty stay on, and are asked of every row. What stands in
triggers is asked afterwards, of everybody at once (`promises`). As the owner of the tables, which needs no right to
pass over anything: `session_replication_role` would, and would leave the foreign keys unasked.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from livingwell.website.backups.shape import shape

KEYS = """
    select format('alter table %%s drop constraint %%I', k.conrelid::regclass, k.conname),
           format('alter table %%s add constraint %%I %%s', k.conrelid::regclass, k.conname,
             pg_get_constraintdef(k.oid))
      from pg_constraint k
     where k.contype = any (%(kinds)s)
       and (k.conrelid = any (%(tables)s::regclass[]) or k.confrelid = any (%(tables)s::regclass[]))
     order by k.conrelid::regclass::text, k.conname"""
INDEXES = """
    select format('drop index %%s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
      from pg_index i
     where i.indrelid = any (%(tables)s::regclass[])
       and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
     order by i.indexrelid::regclass::text"""
TRIGGERS = """
    select format('alter table %%s disable trigger %%I', t.tgrelid::regclass, t.tgname),
           format('alter table %%s enable trigger %%I', t.tgrelid::regclass, t.tgname)
      from pg_trigger t
     where t.tgrelid = any (%(tables)s::regclass[]) and not t.tgisinternal
     order by t.tgrelid::regclass::text, t.tgname"""
SORTING = ("set local maintenance_work_mem = '512MB'", "set local work_mem = '128MB'")

Step = Callable[[int], object]


@contextmanager
def bare(cursor: Any, tables: Sequence[str], *, steps: Callable[[int], Step]) -> Iterator[None]:
    """Keep some tables bare while the block runs. `steps` is told how many things are put back, and gives its step."""
    before = shape()
    cursor.execute("set constraints all immediate")  # nothing may be waiting to be asked of a table that is changed
    for setting in SORTING:
        cursor.execute(setting)
    off = [*_off(cursor, KEYS, tables, kinds=["f"])]
    off = [*_off(cursor, KEYS, tables, kinds=["p", "u", "x"]), *_off(cursor, INDEXES, tables), *off]
    off += _off(cursor, TRIGGERS, tables)
    yield
    step = steps(len(off))
    for back in off:
        cursor.execute(back)
        step(1)
    now = shape()
    if now != before:
        differ = {kind: sorted(set(before[kind]) ^ set(now[kind])) for kind in before}
        raise RuntimeError(f"the tables are not what they were: {differ}")


def _off(cursor: Any, question: str, tables: Sequence[str], **more: Any) -> list[str]:
    """Take off what a question finds; return what puts it back."""
    cursor.execute(question, {"tables": list(tables), **more})
    found = cursor.fetchall()
    for off, _back in found:
        cursor.execute(off)
    return [back for _off, back in found]

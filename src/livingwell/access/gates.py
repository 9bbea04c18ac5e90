"""One line in a room's migration gates a table: row-level security forced, a policy per verb, nothing deletable.

The shapes are those that were measured (docs/decisions/0002, 0020): a policy asks `exists` of the viewer's own ties and
PostgreSQL looks them up one by one or reads all of them at once, whichever is cheaper; a function per row costs a
thousand times as much. It is written with `gate.seen`, and asked anew of `gate.ties_now` where that is there.
"""

from django.db.migrations import RunSQL

from .words import Part

WORKS = "(select gate.viewer_kind()) = 'worker'"
PRACTISES = "(select gate.viewer_kind()) = 'practitioner'"
THEMSELVES = "(select gate.viewer_kind()) = 'person' and person_id = (select gate.viewer_ref())"
# Who did something is who was named: a practitioner writes nothing of this kind in another's name.
IN_OWN_NAME = f"not ({PRACTISES}) or (by_kind = 'practitioner' and by_id = (select gate.viewer_ref()))"

# A row about a person hangs only on rows about the same person: nobody's next step stands on somebody else's journey.
# A key of (id, person_id) says so to the database; found from the foreign keys that are there, so none is forgotten.
SAME_PERSON = """
do $$
declare
  leans record;
begin
  for leans in
    select c.confrelid::regclass::text as on_table, a.attname as by_column
      from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      join pg_attribute p on p.attrelid = c.confrelid and p.attname = 'person_id'
     where c.conrelid = '{table}'::regclass and c.contype = 'f' and cardinality(c.conkey) = 1
       and a.attname <> 'person_id'
     order by a.attname
  loop
    execute format('create unique index if not exists %I on %s (id, person_id)',
      leans.on_table || '_of_a_person', leans.on_table);
    execute format('alter table {table} add constraint %I foreign key (%I, person_id) references %s (id, person_id)',
      '{table}_' || leans.by_column || '_same_person', leans.by_column, leans.on_table);
  end loop;
end $$
"""

# Every column may change but the two that say which row this is and whom it is about.
GRANT_CHANGES = """
do $$ begin
  execute (
    select format('grant update (%s) on {table} to lw_web, lw_worker', string_agg(quote_ident(attname), ', '))
      from pg_attribute
     where attrelid = '{table}'::regclass and attnum > 0 and not attisdropped and attname not in ('id', 'person_id')
  );
end $$
"""

# What two of us agreed to hold back from somebody (room `rights`) is held back wherever it stands: one more condition
# on what they read, and on nothing else. Tables gated before that room was there get it from its own migration.
HOLD_BACK = """
do $$ begin
  if to_regprocedure('gate.held_back()') is not null and exists (
    select from pg_attribute where attrelid = '{table}'::regclass and attname = 'id' and not attisdropped
  ) then
    create policy held_back on {table} as restrictive for select to lw_web
      using ((select gate.viewer_kind()) <> 'person' or id not in (select gate.held_back()));
  end if;
end $$
"""

# Where `gate.ties_now` is there, a policy asks it rather than `gate.seen`: PostgreSQL then looks a few people up one by
# one, and reads all that a viewer sees only where rows are many (access/0008).
SEEN_BY_TIES = r"""
do $do$
declare
  one record;
  asked text := $$ SELECT gate\.seen\(('[^']+')::text\) AS seen\)$$;
  ties text := $$(exists (select from gate.ties_now t where t.person_id = %s.person_id and \1\2 = any (t.sees)))$$;
begin
  if to_regclass('gate.ties_now') is null then return; end if;
  for one in
    select policyname, tablename, regexp_replace(
        qual,
        '\(person_id (?:IN \(' || asked || '|= ANY \(ARRAY\(' || asked || '\))\)',
        format(ties, tablename),
        'g'
      ) as asks
      from pg_policies where schemaname = 'public' and qual like '%gate.seen(%' and {which}
  loop
    execute format('alter policy %I on %I using (%s)', one.policyname, one.tablename, one.asks);
  end loop;
end $do$
"""


def gate(
    table: str,
    *,
    part: Part,
    changes: bool | str = True,
    key: bool = False,
    also_see: str = "",
    also_add: str = "",
    also_change: str = "",
    only_if: str = "",
    add_if: str = "",
    change_if: str = "",
    while_: str = "",
    reads: str = "",
) -> list[RunSQL]:
    """Return the migration operations that gate `table`, which has a `person_id` column.

    part: what of a person this table keeps; read by `gate.seen` and `gate.written`.
    changes: whether rows may be updated at all; a string names the only columns that may.
    key: whether person_id is the table's primary key (then what may be written is an array, which drives the index).
    also_see, also_add, also_change: one more SQL condition under which a row may be read, inserted, changed.
    only_if: one more SQL condition that an inserted or changed row must meet; add_if, change_if: only one of them.
    reads: the only columns that may be read, where some may not (a hash of words).
    while_: one more SQL condition that a row must meet before it is changed: what has ended stays as it ended.
    """
    seen = _either(_in(f"gate.seen('{part}')", key), also_see)
    written = _in(f"gate.written('{part}')", key)
    add = _both(_either(written, also_add), only_if, add_if)
    change = _both(_either(written, also_change), only_if, change_if)
    forward = [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        SAME_PERSON.format(table=table),
        f"grant select{f' ({reads})' if reads else ''}, insert on {table} to lw_web, lw_worker",
        f"create policy see on {table} for select to lw_web using ({seen})",
        f"create policy add on {table} for insert to lw_web with check ({add})",
        f"create policy worker_see on {table} for select to lw_worker using ({WORKS})",
        f"create policy worker_add on {table} for insert to lw_worker with check ({WORKS})",
    ]
    if changes:
        forward += [
            f"grant update ({changes}) on {table} to lw_web, lw_worker"
            if isinstance(changes, str)
            else GRANT_CHANGES.format(table=table),
            f"create policy change on {table} for update to lw_web using ({_both(seen, while_)}) with check ({change})",
            f"create policy worker_change on {table} for update to lw_worker using ({WORKS}) with check ({WORKS})",
        ]
    forward.append(HOLD_BACK.format(table=table))
    forward.append(SEEN_BY_TIES.format(which=f"tablename = '{table}'"))
    return [RunSQL(sql, RunSQL.noop) for sql in forward]


def gate_function(sql: str, signature: str, *, callable_by: str = "lw_web, lw_worker") -> list[RunSQL]:
    """Return the operations that make a function owned by `lw_gate`, which sees past row-level security.

    `callable_by` is empty for a trigger's function, which nobody calls.
    """
    then = [f"revoke all on function {signature} from public"]
    if callable_by:
        then.append(f"grant execute on function {signature} to {callable_by}")
    return [RunSQL(["set local role lw_gate", sql, *then, "reset role"], RunSQL.noop)]


def gate_function_says(signature: str, was: str, now: str) -> list[RunSQL]:
    """Return the operations that put `now` in the place of `was` in a function that is there, and nothing else.

    For a word or two in a long function, which is then read where it was written. Fails where `was` is not there.
    """
    change = f"""
do $do$
declare said text := pg_get_functiondef('{signature}'::regprocedure);
begin
  if position($was${was}$was$ in said) = 0 then raise exception '{signature} is not as it was'; end if;
  execute replace(said, $was${was}$was$, $now${now}$now$);
end $do$
"""
    return [RunSQL(["set local role lw_gate", change, "reset role"], RunSQL.noop)]


def open_to_all(table: str, *, verbs: str = "select") -> list[RunSQL]:
    """Return the operations that grant `verbs` on a table that is not about a person: all read, practitioners write."""
    grant = f"grant {verbs} on {table} to lw_web, lw_worker"
    if verbs == "select":
        return [RunSQL(grant, RunSQL.noop)]
    forward = [
        grant,
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        f"create policy see on {table} for select to lw_web, lw_worker using (true)",
        f"create policy add on {table} for insert to lw_web with check ({PRACTISES})",
        f"create policy worker_add on {table} for insert to lw_worker with check ({WORKS})",
    ]
    if "update" in verbs:
        forward += [
            f"create policy change on {table} for update to lw_web using ({PRACTISES}) with check ({PRACTISES})",
            f"create policy worker_change on {table} for update to lw_worker using ({WORKS}) with check ({WORKS})",
        ]
    return [RunSQL(sql, RunSQL.noop) for sql in forward]


def _in(people: str, key: bool) -> str:
    return f"person_id = any(array(select {people}))" if key else f"person_id in (select {people})"


def _either(one: str, other: str) -> str:
    return f"(({one}) or ({other}))" if other else one


def _both(*conditions: str) -> str:
    return " and ".join(f"({one})" for one in conditions if one)

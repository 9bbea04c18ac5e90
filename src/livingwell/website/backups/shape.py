"""What a database is beside its rows, a line for each thing, as its catalogue tells it: so that two can be compared.

Who owns what, who may do what, which rows row-level security shows, which triggers and constraints keep the promises.
"""

from typing import Any

from django.db import connection

# Only what is the same on every server: no number it gave out, and nobody but the roles that are ours.
SAID = {
    "{OURS}": "n.nspname in ('public', 'gate')",
    "{WHO}": "coalesce(nullif(a.grantee, 0)::regrole::text, 'everybody')",
    "{OF_OURS}": "(a.grantee = 0 or a.grantee::regrole::text ~ '^lw_')",
}
LINES = {
    "owners": """
        select format('%s %s.%s is %s''s', c.relkind, n.nspname, c.relname, c.relowner::regrole)
          from pg_class c join pg_namespace n on n.oid = c.relnamespace where {OURS} and c.relkind in ('r', 'v', 'S')
        union all select format('function %s is %s''s', p.oid::regprocedure, p.proowner::regrole)
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace where {OURS}""",
    "rights": """
        select format('%s: %s %s', c.relname, {WHO}, a.privilege_type)
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          cross join aclexplode(coalesce(c.relacl, acldefault(translate(c.relkind::text, 'Sv', 'sr')::"char",
            c.relowner))) a
         where {OURS} and c.relkind in ('r', 'v', 'S') and {OF_OURS} and a.privilege_type <> 'MAINTAIN'
        union all select format('%s.%s: %s %s', c.relname, t.attname, {WHO}, a.privilege_type)
          from pg_attribute t join pg_class c on c.oid = t.attrelid join pg_namespace n on n.oid = c.relnamespace
          cross join aclexplode(t.attacl) a where {OURS} and {OF_OURS}
        union all select format('%s: %s %s', p.oid::regprocedure, {WHO}, a.privilege_type)
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace
          cross join aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where {OURS} and {OF_OURS}""",
    "row-level security": """
        select format('%s: %s, forced %s', c.relname, c.relrowsecurity, c.relforcerowsecurity)
          from pg_class c join pg_namespace n on n.oid = c.relnamespace where {OURS} and c.relkind = 'r'""",
    "policies": """
        select format('%s: %s for %s to %s using %s check %s', tablename, policyname, cmd, roles, qual, with_check)
          from pg_policies""",
    "triggers": """
        select format('%s: %s %s', c.relname, t.tgenabled, pg_get_triggerdef(t.oid))
          from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
         where {OURS} and not t.tgisinternal""",
    "functions": """
        select format('%s: %s %s %s', p.oid::regprocedure, p.prosecdef, p.proconfig, md5(p.prosrc))
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where {OURS} and p.proname not in ('viewer_said', 'viewer_kind', 'viewer_ref')""",
    "constraints": """
        select format('%s: %s %s', c.relname, k.conname, pg_get_constraintdef(k.oid))
          from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
         where {OURS} and k.contype in ('c', 'f', 'p', 'u', 'x')""",
    "indexes": "select indexdef from pg_indexes where schemaname in ('public', 'gate')",
    "columns": """
        select format('%s.%s %s %s %s %s', c.relname, t.attname, format_type(t.atttypid, t.atttypmod), t.attnotnull,
            t.attidentity, pg_get_expr(d.adbin, d.adrelid))
          from pg_attribute t join pg_class c on c.oid = t.attrelid join pg_namespace n on n.oid = c.relnamespace
          left join pg_attrdef d on d.adrelid = c.oid and d.adnum = t.attnum
         where {OURS} and c.relkind in ('r', 'v') and t.attnum > 0 and not t.attisdropped""",
}


def shape() -> dict[str, tuple[str, ...]]:
    """Return every line of every kind, in order."""
    with connection.cursor() as cursor:
        return {kind: tuple(sorted(_lines(cursor, question))) for kind, question in LINES.items()}


def _lines(cursor: Any, question: str) -> list[str]:
    for name, said in SAID.items():
        question = question.replace(name, said)
    cursor.execute(question)
    return [line for (line,) in cursor.fetchall()]

"""A plan, a wheel and goals are written by the person, or by somebody with them: by no worker, ever."""

from django.db import migrations

REVOKE = """
do $$
declare one record;
begin
  for one in select c.relname as name from pg_class c
              where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname like 'plans\\_%'
  loop
    execute format('revoke insert, update on %I from lw_worker', one.name);
    execute format('drop policy if exists worker_add on %I', one.name);
    execute format('drop policy if exists worker_change on %I', one.name);
  end loop;
  for one in select c.relname as name, a.attname as field from pg_class c join pg_attribute a on a.attrelid = c.oid
              where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname like 'plans\\_%'
                and a.attnum > 0 and not a.attisdropped
  loop
    execute format('revoke insert (%I), update (%I) on %I from lw_worker', one.field, one.field, one.name);
  end loop;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0004_wheel_goal_gates")]

    operations = [migrations.RunSQL(REVOKE, migrations.RunSQL.noop)]

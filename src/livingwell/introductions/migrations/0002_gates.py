"""A receipt shows its bearer what they typed and what we promised, and nothing else of anybody.

The database does the choosing: the bearer reads no row of an introduction, but what `gate.receipt` says of theirs.
"""

from django.db import migrations

from livingwell.access.gates import gate, gate_function
from livingwell.access.words import Part

# The introductions whose receipt the viewer bears, while their tie to it lasts; and whether as an introducer.
BORNE = """
create function gate.borne() returns table (introduction_id uuid, by_introducer boolean)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select r.introduction_id, r.by_introducer
    from introductions_receipt r
    join access_tie t on t.party_kind = 'receipt' and t.party_id = r.introduction_id and t.person_id = r.person_id
     and (t.until is null or t.until > statement_timestamp())
   where gate.viewer_kind() = 'receipt' and r.introduction_id = gate.viewer_ref()
     and r.until > statement_timestamp()
$$
"""

# Which receipt opens with this link: asked before any viewer is named, by somebody who holds 256 bits of it.
FIND = """
create function gate.find_receipt(digest bytea) returns table (introduction_id uuid, by_introducer boolean)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select r.introduction_id, r.by_introducer
    from introductions_receipt r
    join access_tie t on t.party_kind = 'receipt' and t.party_id = r.introduction_id and t.person_id = r.person_id
     and (t.until is null or t.until > statement_timestamp())
   where r.link_digest = digest and r.until > statement_timestamp()
$$
"""

# What a receipt's page shows. An introducer's: what they typed, the first promise, and what the person agreed they may
# be told; never who has read it, what was promised since, or who leads for a young person.
RECEIPT = """
create function gate.receipt() returns table (
  introduction_id uuid, person_id uuid, by_introducer boolean, called text, received_at timestamptz, reach_by date,
  wants_a_ring boolean, is_under_18 boolean, introducer_called text, introducer_is text, introducer_organisation text,
  introducer_contact text, they_agreed boolean, why_not_agreed text, tell_back text, told_reached_on date,
  told_going_on boolean, read_by text, young_lead text
)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select i.id, i.person_id, b.by_introducer, i.called, i.received_at,
         case when b.by_introducer then i.promised_by else i.reach_by end,
         i.wants_a_ring, i.is_under_18, i.introducer_called, i.introducer_is, i.introducer_organisation,
         i.introducer_contact, i.they_agreed, i.why_not_agreed, i.tell_back, i.told_reached_on, i.told_going_on,
         case when b.by_introducer then '' else i.read_by end,
         case when b.by_introducer then '' else coalesce((
           select concat_ws(', ', p.called, nullif(p.role, ''))
             from journeys_nextstep s join places_practitioner p on p.id = s.practitioner_id
            where s.person_id = i.person_id and s.kind = 'young lead' and s.kept_at is not null
            order by s.kept_at desc limit 1
         ), '') end
    from gate.borne() b join introductions_introduction i on i.id = b.introduction_id
$$
"""

# What an introducer typed in confidence, shown back to them: whether it was reviewed, and why withheld, is not theirs.
CONFIDED = """
create function gate.confided() returns table (words text)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select c.words
    from gate.borne() b join introductions_confidence c on c.introduction_id = b.introduction_id and b.by_introducer
   order by c.made_at
$$
"""

# Whether something the bearer asked for is still to be done: the step it made (or the form did, for a ring) is open; or,
# where it made none, nobody has read it.
ASK_STANDS = """
create function gate.ask_stands(wanted text) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  with asked as (
    select p.id, p.person_id, p.made_at > coalesce(i.read_at, '-infinity') as is_unread
      from gate.borne() b
      join introductions_introduction i on i.id = b.introduction_id
      join introductions_passage p
        on p.introduction_id = i.id and p.by_introducer = b.by_introducer and p.said = wanted
    union all
    select i.id, i.person_id, false
      from gate.borne() b join introductions_introduction i on i.id = b.introduction_id
     where wanted = 'please ring'
  ), made as (
    select a.id, a.is_unread, s.id as step, s.id is not null and s.kept_at is null and s.put_aside_at is null as is_open
      from asked a left join journeys_nextstep s on s.person_id = a.person_id and s.from_id = a.id
  )
  select coalesce(bool_or(m.is_open or (m.step is null and m.is_unread)), false) from made m
$$
"""

# Where the person of this receipt has got to, for a step that must stand on an open journey. Asked by the server, for
# the receipt's own actions; no page shows any of it. Whoever introduced somebody hears only of a journey that is open.
JOURNEY = """
create function gate.journey_of_receipt()
returns table (journey_id uuid, person_id uuid, team_id uuid, is_open boolean, has_died boolean)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select j.id, j.person_id, j.team_id, j.ended_at is null, p.died_on is not null
    from gate.borne() b
    join introductions_introduction i on i.id = b.introduction_id
    join journeys_journey j on j.person_id = i.person_id and (j.ended_at is null or not b.by_introducer)
    join people_person p on p.person_id = i.person_id
   order by j.ended_at is null desc, j.opened_at desc
   limit 1
$$
"""

# What a form that is sent again says for the first time: that they asked to be rung, and how old they are, where nobody
# has said. Returns whether they are under 18, and that is new.
SAY_AGAIN = """
create function gate.say_again(which uuid, rings boolean, age text, is_young boolean) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  was_young boolean;
begin
  select i.is_under_18 into was_young from introductions_introduction i
   where i.id = which and i.person_id = gate.viewer_ref() and gate.viewer_kind() = 'resending';
  if not found then return false; end if;
  update introductions_introduction i
     set wants_a_ring = i.wants_a_ring or rings, is_under_18 = i.is_under_18 or is_young
   where i.id = which;
  update people_person p set age_band = age, revision = p.revision + 1
   where p.person_id = gate.viewer_ref() and p.age_band = '' and age <> '';
  return is_young and not was_young;
end
$$
"""

FUNCTIONS = {
    "gate.borne()": BORNE,
    "gate.find_receipt(bytea)": FIND,
    "gate.receipt()": RECEIPT,
    "gate.confided()": CONFIDED,
    "gate.ask_stands(text)": ASK_STANDS,
    "gate.journey_of_receipt()": JOURNEY,
    "gate.say_again(uuid, boolean, text, boolean)": SAY_AGAIN,
}

NO_BEARER = "(select gate.viewer_kind()) <> 'receipt'"
OWN_CHILD = "introduction_id in (select b.introduction_id from gate.borne() b)"
# What the bearer typed, and not what somebody else added to the same introduction.
OWN_WORDS = "(introduction_id, by_introducer) in (select b.introduction_id, b.by_introducer from gate.borne() b)"

# The stream keeps that words in confidence were read. Where they stay in confidence, even that there are any does too.
NOTHING_OF_A_CONFIDENCE = """
create policy nothing_of_a_confidence on journeys_event as restrictive for select to lw_web
using (
  (select gate.viewer_kind()) <> 'person' or kind <> 'confidence read' or about ->> 'may_be_shown' = 'true'
)
"""


def run(sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("introductions", "0001_initial"), ("journeys", "0002_promises")]

    operations = [
        run("grant select on introductions_receipt, introductions_introduction, people_person to lw_gate"),
        run("grant select on introductions_passage, introductions_confidence to lw_gate"),
        run("grant update (wants_a_ring, is_under_18) on introductions_introduction to lw_gate"),
        run("grant update (age_band, revision) on people_person to lw_gate"),
        *[one for signature, sql in FUNCTIONS.items() for one in gate_function(sql, signature, callable_by="lw_web")],
        *gate(
            "introductions_introduction",
            part=Part.WORDS,
            changes=(
                "journey_id, state, reach_by, wants_a_ring, tell_back, told_reached_on, told_going_on,"
                " read_at, read_by, practitioner_id"
            ),
            only_if=NO_BEARER,
        ),
        *gate(
            "introductions_passage",
            part=Part.WORDS,
            changes=False,
            also_see=OWN_WORDS,
            only_if=f"({NO_BEARER}) or {OWN_WORDS}",
        ),
        *gate(
            "introductions_confidence",
            part=Part.CONFIDENCE,
            changes="reviewed_at, reviewed_by, withheld_because, may_be_shown",
            also_see="may_be_shown and person_id in (select gate.seen('words'))",
        ),
        *gate(
            "introductions_receipt",
            part=Part.WORDS,
            reads="id, person_id, introduction_id, by_introducer, made_at, until",
            changes=False,
            also_see=OWN_CHILD,
            add_if=NO_BEARER,
        ),
        run(NOTHING_OF_A_CONFIDENCE),
    ]

"""How somebody can be reached, when, and what they need to take part."""

from enum import StrEnum

from livingwell.lib.sentences import N_


class Channel(StrEnum):
    CALL = "call"
    TEXT = "text"
    EMAIL = "email"
    LETTER = "letter"
    THROUGH = "through"  # through somebody they trust


CHANNELS = {
    Channel.CALL: N_("A phone call"),
    Channel.TEXT: N_("A text message"),
    Channel.EMAIL: N_("Email"),
    Channel.LETTER: N_("A letter"),
    Channel.THROUGH: N_("Through somebody I trust"),
}


class GivenBy(StrEnum):
    """Who gave a way to reach somebody. Only the person's own word, or a practitioner who checked, makes it safe."""

    THEMSELVES = "themselves"
    SOMEBODY_ELSE = "somebody else"
    PRACTITIONER = "practitioner"


class AgeBand(StrEnum):
    UNSAID = ""
    UNDER_16 = "under 16"
    SIXTEEN_17 = "16 or 17"
    YOUNG_ADULT = "18 to 25"
    ADULT = "26 to 64"
    OLDER = "65 or over"


AGE_BANDS = {
    AgeBand.UNSAID: N_("I’d rather not say"),
    AgeBand.UNDER_16: N_("Under 16"),
    AgeBand.SIXTEEN_17: N_("16 or 17"),
    AgeBand.YOUNG_ADULT: N_("18 to 25"),
    AgeBand.ADULT: N_("26 to 64"),
    AgeBand.OLDER: N_("65 or over"),
}
UNDER_18 = frozenset({AgeBand.UNDER_16, AgeBand.SIXTEEN_17})


class Meeting(StrEnum):
    """Where and how somebody would like to talk."""

    PHONE = "phone"
    VIDEO = "video"
    WALK = "walk"
    CAFE = "cafe"
    HOME = "home"
    OURS = "ours"
    CHOSEN = "chosen"


MEETINGS = {
    Meeting.PHONE: N_("On the phone"),
    Meeting.VIDEO: N_("On a video call"),
    Meeting.WALK: N_("On a walk"),
    Meeting.CAFE: N_("In a café"),
    Meeting.HOME: N_("At home"),
    Meeting.OURS: N_("At our place"),
    Meeting.CHOSEN: N_("Somewhere they choose"),
}


class Alike(StrEnum):
    """What two who are written down apart have in common, so that they are perhaps one person."""

    NAME = "name"
    SOUND = "sound"
    NUMBER = "number"
    EMAIL = "email"
    POSTCODE = "postcode"


ALIKE = {
    Alike.NAME: N_("the same name"),
    Alike.SOUND: N_("names that sound alike"),
    Alike.NUMBER: N_("the same number"),
    Alike.EMAIL: N_("the same email address"),
    Alike.POSTCODE: N_("the same postcode"),
}


class PartOfDay(StrEnum):
    """When in a day somebody likes to talk: until noon, until five, from five on."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


PARTS_OF_DAY = {
    PartOfDay.MORNING: N_("Mornings"),
    PartOfDay.AFTERNOON: N_("Afternoons"),
    PartOfDay.EVENING: N_("Evenings"),
}


class Told(StrEnum):
    """How what somebody says of who they are came to be kept: only ever from themselves."""

    THEMSELVES = "themselves"
    BESIDE = "side by side"
    PHONE = "by phone"


TOLD = {
    Told.BESIDE: N_("We sat side by side"),
    Told.PHONE: N_("They told me on the phone"),
}
# Asked, and they would rather not say: an answer like any other. That nobody has asked yet is no row at all, and is
# never kept as one. In what a nation collects the two are "Z" and "99" (NHS Data Dictionary, ethnic category).
RATHER_NOT = "rather not"
ASKED_AND_DECLINED, NOBODY_ASKED = "Z", "99"

# How long before a conversation somebody may have agreed to be reminded of it, in hours.
REMINDED = {2: N_("Two hours before"), 24: N_("The day before"), 48: N_("Two days before")}

"""Who might live in Brackwell, and what they might say. All invented."""

from random import Random

from livingwell.introductions.rules import Introducer, Introducing, Way
from livingwell.introductions.words import ForWhom
from livingwell.people.words import Channel, Meeting

NAMES = (
    "Ade",
    "Agnes",
    "Alasdair",
    "Amina",
    "Anil",
    "Anwen",
    "Aoife",
    "Arlo",
    "Asha",
    "Barney",
    "Beth",
    "Bilal",
    "Blessing",
    "Brenda",
    "Bryn",
    "Carys",
    "Cathal",
    "Chidi",
    "Cora",
    "Cyril",
    "Daisy",
    "Danuta",
    "Della",
    "Denzil",
    "Dilys",
    "Dougie",
    "Edna",
    "Efe",
    "Eilidh",
    "Elif",
    "Emeka",
    "Enid",
    "Errol",
    "Esme",
    "Fadia",
    "Farah",
    "Femi",
    "Fergus",
    "Gita",
    "Glenys",
    "Grace",
    "Gwyn",
    "Hamza",
    "Harpreet",
    "Hattie",
    "Hughie",
    "Ida",
    "Ike",
    "Imran",
    "Ines",
    "Iona",
    "Iqra",
    "Isaac",
    "Ivor",
    "Jamal",
    "Janet",
    "Jarek",
    "Jia",
    "Jodie",
    "Joyce",
    "Kamal",
    "Keir",
    "Kenza",
    "Khadija",
    "Kofi",
    "Lara",
    "Leila",
    "Len",
    "Lowri",
    "Lubna",
    "Mabel",
    "Magda",
    "Malik",
    "Marcin",
    "Mavis",
    "Mei",
    "Mina",
    "Moira",
    "Nadia",
    "Nasir",
    "Nell",
    "Nia",
    "Niall",
    "Noor",
    "Olive",
    "Omar",
    "Oona",
    "Oswin",
    "Pavel",
    "Pearl",
    "Peggy",
    "Pranav",
    "Rafi",
    "Rana",
    "Rhona",
    "Rohan",
    "Rosa",
    "Ruth",
    "Sadie",
    "Saira",
    "Samira",
    "Seren",
    "Sid",
    "Sonia",
    "Suki",
    "Tam",
    "Tariq",
    "Tegan",
    "Thandi",
    "Tilda",
    "Uma",
    "Vera",
    "Vikram",
    "Wanda",
    "Wilf",
    "Winnie",
    "Yasmin",
    "Yusuf",
    "Zainab",
    "Zoe",
)

GOING_ON = (
    "I lost my job in the spring and I have stopped opening letters.",
    "I can’t get on a bus any more. I don’t know why.",
    "My mum died and everybody says I should be over it.",
    "I sit up until four and then I can’t get up.",
    "The flat is damp, my chest is bad and the landlord won’t answer.",
    "I used to see people. Now a whole week goes by.",
    "Everything makes me jump since the accident.",
    "I’m looking after my dad and there is nothing left of me.",
    "My head is loud. I argue with everybody.",
    "I moved here for work and I know nobody.",
)
WOULD_HELP = (
    "Somebody to go with me the first time.",
    "Sleep.",
    "Not having to explain it all again.",
    "To get outside. To have a reason to.",
    "Help with the forms.",
    "Meeting somebody who has been through it.",
    "I don’t know yet.",
    "A quiet place to talk that isn’t a clinic.",
)
TALKED = (
    "We talked about how the days go. Mornings are hardest. There was a laugh about the dog.",
    "Most of it was about money and the letters. We opened two. One was good news.",
    "It was cold on the bench, so we walked. Talking is easier side by side.",
    "Sleep, and what happens at four in the morning. The radio helps a little.",
    "What used to be good: five-a-side, the choir, cooking for people.",
)
THEIRS = (
    "Put the letters in one pile",
    "Ring my sister",
    "Ten minutes outside, three times",
    "Write down the good hours",
)
OURS = (
    "Ask about the rent before Wednesday",
    "Find out when the garden group meets",
    "Send the bus times",
    "Ring the surgery",
)
TOGETHER = ("Go to the first group together", "Fill the form in at the library", "Walk to the market", "Open the post")
STORIES = (
    "Came by themselves. Wants company for the first step more than anything.",
    "Has told this many times over. Would like to tell it once.",
    "Doing a lot already, alone. Would take somebody alongside.",
)
FAREWELL = (
    "I’ve got my Sundays back.",
    "I know who to ring now.",
    "I’m back at work three days.",
    "I’ll see you at the garden.",
)
STRENGTHS = (
    "Makes people laugh",
    "Two good friends",
    "Sings",
    "Never misses a match",
    "Knows every bird",
    "A sister close by",
    "Cooks",
)


def said_at_the_door(called: str, random: Random) -> Introducing:
    """Return what somebody says when they come in, for themselves or through somebody else."""
    pick = random.choice
    channel = pick((Channel.CALL, Channel.TEXT))
    number = f"07700 900{random.randint(100, 999)}"
    about = {"strengths": [pick(STRENGTHS)], "meets": [pick(list(Meeting)[:5]).value]}
    said = {
        "called": called,
        "ways": (Way(channel, number, may_message=random.random() < 0.6, when="After four"),),
        "going_on": pick(GOING_ON),
        "would_help": pick(WOULD_HELP),
        "about": about,
    }
    if random.random() < 0.6:
        return Introducing(ForWhom.ME, **said)
    introducer = Introducer(
        called=pick(("The surgery on Mill Lane", "A neighbour", "Their sister", "The school")), they_agreed=True
    )
    return Introducing(ForWhom.SOMEONE, introducer=introducer, **said)

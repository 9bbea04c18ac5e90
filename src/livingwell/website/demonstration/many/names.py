"""Names for many made-up people, spread as names are: a few borne by many, and many by a few."""

from itertools import accumulate
from random import Random

from .. import town

SURNAMES = """
    Khan Smith Jones Patel Williams Ahmed Taylor Brown Ali Davies Evans Hussain Singh Wilson Thomas Begum
    Roberts Kaur Johnson Lewis Walker Robinson Wood Thompson White Watson Jackson Wright Green Harris Cooper
    King Lee Martin Clarke James Morgan Hughes Edwards Hill Moore Clark Harrison Scott Young Morris Hall Ward
    Turner Carter Phillips Mitchell Miah Rahman Okafor Adeyemi Mensah Osei Boateng Nwosu Kamara Sesay Abdi
    Warsame Mohamud Yusuf Haile Tesfaye Kowalski Nowak Wójcik Zieliński Ionescu Popescu Petrov Kovács Horváth
    Silva Santos Pereira Costa Gonçalves García Nguyen Tran Chen Wang Zhang Cheung Rossi O’Brien O’Neill
    Murphy Kelly Byrne Gallagher MacLeod Campbell Fraser Sinclair Llewellyn Prosser Gwynne Bevan Sharma Gupta
    Reddy Nair Chaudhry Malik Qureshi Shah Mistry Joshi Perera Fernando Silberstein Cohen Goldberg Yılmaz
    Demir Georgiou Andreou Winterbottom Ramsbottom Thistlethwaite Fairweather Penhaligon St-Clair
    Anderson-Bell Marsh Brook Dale Heath Field Rivers Meadows Frost Snow Summers Winter Day Knight Marchetti
""".split()  # noqa: SIM905 -- read as names are, one after another
MORE_GIVEN = """
    Mohammed Maria Sarah David James Fatima Olivia Noah Amelia George Aisha Jack Emily Harry Sophie Thomas
    Jessica Oliver Lucy Daniel Hannah Samuel Chloe Adam Ella Ryan Katie Ben Laura Ibrahim Zara Abdul Mariam
    Priti Sunita Rajesh Deepak Chloë Siân Zoë René Łukasz Agnieszka Piotr Katarzyna Andrei Elena Mihai Ioana
    João Inês Thi-Mai Wei Xiu Hiroko Kwame Abena Ngozi Chinedu Tunde Folasade Amara Idris Hodan Abdirahman
    Selam Dawit Róisín Seán Caoimhe Conor Mhairi Hamish Angharad Rhys Bronwen Iestyn Annie-Mae Mary-Jane Pat
    Terry Sheila Maureen Derek Keith Barbara Norman Doreen Stanley
""".split()  # noqa: SIM905 -- read as names are, one after another
ONLY_GIVEN = 0.25  # of people, how many say one name and no more


def _spread(names: tuple[str, ...]) -> list[float]:
    """Return the weights of names of which the tenth is borne by about half as many as the first."""
    return list(accumulate(1 / (10 + place) for place in range(len(names))))


GIVEN = tuple(dict.fromkeys(MORE_GIVEN + list(town.NAMES)))
FAMILY = tuple(dict.fromkeys(SURNAMES))
GIVEN_SPREAD, FAMILY_SPREAD = _spread(GIVEN), _spread(FAMILY)


def given(random: Random) -> str:
    """Return a name to be called by."""
    return random.choices(GIVEN, cum_weights=GIVEN_SPREAD)[0]


def family(random: Random) -> str:
    """Return a family’s name."""
    return random.choices(FAMILY, cum_weights=FAMILY_SPREAD)[0]


def somebody(random: Random) -> str:
    """Return what somebody says they are called: one name, or two."""
    if random.random() < ONLY_GIVEN:
        return given(random)
    return f"{given(random)} {family(random)}"


def number(random: Random) -> str:
    """Return a number of those that Ofcom keeps for stories, so that it is nobody's."""
    return f"07700 900{random.randrange(1000):03}"

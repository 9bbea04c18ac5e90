"""What a number that somebody wrote means: pure."""

import phonenumbers

HOME = "GB"


def read_phone(typed: str) -> phonenumbers.PhoneNumber | None:
    """Return the number `typed` means, or None.

    Not refused for a range the library has not heard of, as long as it is full length: a missing digit is what
    leaves somebody unreachable, and Ofcom opens ranges faster than libraries learn them.
    """
    try:
        number = phonenumbers.parse(typed, HOME)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_valid_number(number):
        return number
    full = number.country_code == phonenumbers.country_code_for_region(HOME) and len(str(number.national_number)) == 10
    return number if full else None


def digits(number: str) -> str:
    """Return what of a number tells it apart: its last ten figures, or nothing when it has fewer than seven."""
    figures = "".join(one for one in number if one.isdecimal())
    return figures[-10:] if len(figures) >= 7 else ""

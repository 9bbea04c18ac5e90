"""How something stood when somebody read it, as a mark that a form carries: two writing at once, the second is told."""

from hashlib import sha256


def standing(*facts: object) -> str:
    """Return 16 letters that stay the same for as long as these facts do."""
    return sha256(repr([str(one) for one in facts]).encode()).hexdigest()[:16]

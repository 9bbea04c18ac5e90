"""How to walk in to the demonstration as each kind of viewer, in a few lines for a terminal."""

from django.urls import reverse

from livingwell.introductions.actions import link_of

from . import stories


def lines(url: str) -> list[str]:
    """Return a line for each kind of viewer; `url` is where the place is served, without a slash at its end."""
    cast = f"{url}{reverse('website:walk_in')}"
    receipt = f"{url}{reverse('introductions:receipt', args=[link_of(stories.MARIAN.key)])}"
    people = " or ".join(story.said.called for story in stories.STORIES)
    return [
        "Everybody in it is made up. Walk in as",
        f"  a stranger at the front door    {url}/",
        f"  the bearer of a receipt         {receipt}",
        f"  a practitioner                  {cast} and press Tom, a nurse",
        f"  a person on their own page      {cast} and press {people}",
    ]

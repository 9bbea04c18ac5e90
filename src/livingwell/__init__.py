"""An open platform on which a place runs its Living Well system."""

"""The roles that serve own nothing and are members of nothing; no function of the gate can be fooled."""

"""The tamper-evident record: what happened and who looked, as opaque ids in a sealed chain."""

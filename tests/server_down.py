"""Stop the tests' own PostgreSQL, so that `make test` leaves nothing running."""

import os
from pathlib import Path

from livingwell.website.database.embedded import stop

VAR = Path(os.environ.get("LIVINGWELL_VAR", Path(__file__).resolve().parents[1] / "var" / "tests"))

if __name__ == "__main__" and not os.environ.get("DATABASE_URL") and VAR.exists():
    stop(VAR, for_tests=True)

"""Find Chromium for the browser tests, or install it, or say in one sentence what to install, and fail."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
INSTALL = (
    "No Chromium was found: install one (on Debian or Ubuntu `apt-get install chromium`) or name it in CHROMIUM, "
    "and run the tests again; without a browser they cannot pass."
)


def find() -> str | None:
    """Return where Chromium is, or None."""
    named = os.environ.get("CHROMIUM")
    return named if named and shutil.which(named) else next(filter(None, map(shutil.which, NAMES)), None)


def flags() -> list[str]:
    """Return what Chromium is started with; root may not use its sandbox."""
    return [*FLAGS, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]


def install() -> None:
    """Install Debian's Chromium where we may."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], env=quiet, check=False, stdout=subprocess.DEVNULL)


def main() -> None:
    if find() is None:
        install()
    if find() is None:
        sys.exit(INSTALL)


if __name__ == "__main__":
    main()

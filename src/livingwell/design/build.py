"""Make what the browser needs: `python -m livingwell.design.build`.

The styles are compiled by sass and the few files used are copied from `node_modules` into `static/design/built/`,
which is never committed. Taking the whole of the NHS.UK frontend's `dist` would cost 23 seconds at each collectstatic.
"""

import gzip
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
STYLES = HERE / "styles"
BUILT = HERE / "static" / "design" / "built"
SHEETS = ("public", "team", "own", "print")

FONT = "@fontsource-variable/atkinson-hyperlegible-next"
TAKEN = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    f"{FONT}/files/atkinson-hyperlegible-next-latin-wght-normal.woff2": "atkinson.woff2",
    f"{FONT}/LICENSE": "atkinson-licence.txt",
}


class CannotBuild(Exception):  # noqa: N818 -- said to whoever builds, as a sentence
    """What is missing, and what to do about it."""


def find_node_modules(start: Path = HERE) -> Path:
    """The nearest `node_modules` above `start`, or above the folder we stand in.

    Raises CannotBuild with the command to run when there is none, or when sass is not in it.
    """
    for folder in (*start.parents, Path.cwd(), *Path.cwd().parents):
        found = folder / "node_modules"
        if (found / ".bin" / "sass").exists():
            return found
    raise CannotBuild("There is no node_modules with sass in it. Run `npm ci` in the project's folder first.")


def compile_styles(node_modules: Path, into: Path) -> None:
    """Every sheet in one call of sass: starting it costs more than compiling does."""
    pairs = [f"{STYLES / name}.scss:{into / name}.css" for name in SHEETS]
    command = [str(node_modules / ".bin" / "sass"), "--no-source-map", "--style=compressed", "--quiet-deps"]
    made = subprocess.run(  # noqa: S603 -- our own sass, our own files
        [*command, f"--load-path={node_modules}", *pairs], capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise CannotBuild(f"sass could not compile the styles:\n{made.stderr or made.stdout}")


def copy_files(node_modules: Path, into: Path) -> None:
    for source, name in TAKEN.items():
        if not (node_modules / source).exists():
            raise CannotBuild(f"{source} is not in {node_modules}. Run `npm ci` in the project's folder again.")
        shutil.copyfile(node_modules / source, into / name)


def compress(into: Path) -> None:
    """A .gz beside each file of words, which whitenoise sends to whoever takes one; a font is compressed already."""
    for file in sorted([*into.glob("*.css"), *into.glob("*.js")]):
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))


def build(into: Path = BUILT) -> Path:
    """Make everything in `into`; doing it twice leaves the same files."""
    node_modules = find_node_modules()
    into.mkdir(parents=True, exist_ok=True)
    copy_files(node_modules, into)
    compile_styles(node_modules, into)
    compress(into)
    return into


def main() -> int:
    try:
        build()
    except CannotBuild as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Do the locked requirements say what pyproject.toml and package.json say, and name no registry? Reads files only."""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKED = re.compile(r"^([a-zA-Z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
ASKED = re.compile(r"^([a-zA-Z0-9._-]+)(?:\[[^\]]*\])?==([^ ;]+)")
REGISTRY = re.compile(
    r"--(?:extra-)?index-url|^\s*registry\s*=|\"resolved\":\s*\"http|pypi\.org/simple|registry\.npmjs", re.M
)
THIS = ".ci/locks.py"


def normal(name: str) -> str:
    """A package's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(file: str) -> dict[str, str]:
    """Name and version of everything a requirements file pins."""
    return {normal(name): version for name, version in LOCKED.findall((ROOT / file).read_text())}


def python_problems() -> Iterator[str]:
    """What pyproject.toml asks for and a lock does not say."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run, dev = locked("requirements.txt"), locked("requirements-dev.txt")
    asked = [(line, run, "requirements.txt") for line in project["project"]["dependencies"]]
    asked += [(line, dev, "requirements-dev.txt") for line in project["dependency-groups"]["dev"]]
    for line, lock, file in asked:
        match = ASKED.match(line)
        if not match:
            yield f"pyproject.toml: {line!r} is not pinned with =="
        elif lock.get(normal(match[1])) != match[2]:
            yield f"{file} does not have {line}"
    for name, version in run.items():
        if dev.get(name) != version:
            yield f"requirements-dev.txt does not have {name}=={version} as requirements.txt does"


def node_problems() -> Iterator[str]:
    """What package.json asks for and its lock does not say."""
    package = json.loads((ROOT / "package.json").read_text())
    root = json.loads((ROOT / "package-lock.json").read_text())["packages"][""]
    for group in ("dependencies", "devDependencies"):
        if package.get(group, {}) != root.get(group, {}):
            yield f"package-lock.json and package.json differ in {group}"


def registry_problems() -> Iterator[str]:
    """Tracked files that name a registry."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S607
    for name in names.decode().split("\0"):
        path = ROOT / name
        if name in ("", THIS) or not path.is_file():
            continue
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        if REGISTRY.search(text):
            yield f"{name} names a package registry"


problems = [*python_problems(), *node_problems(), *registry_problems()]
sys.exit("\n".join(["`make lock` writes the locks anew.", *problems]) if problems else 0)

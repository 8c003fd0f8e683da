"""Finds the Python packages that read exports; see cmake/python.txt."""

import importlib.util
import os
import sys

import program

VENV = program.ROOT / "build/venv/bin/python3"


def need(*modules):
    """Goes on under build/venv's Python where this one lacks a module; ends
    the script as skipped when that one does, too."""
    missing = [m for m in modules if importlib.util.find_spec(m) is None]
    if not missing:
        return
    if VENV.exists() and not os.environ.get("ZM_IN_VENV"):
        os.environ["ZM_IN_VENV"] = "1"
        os.execv(VENV, [str(VENV), *sys.argv])
    print(f"SKIPPED: no Python package {', '.join(missing)}; "
          "./dev test installs them into build/venv where PyPI is reached")
    sys.exit(program.SKIPPED)

"""`python -m kooperacje`: the command line (`./kooperacje` sets up the environment, then this)."""

from __future__ import annotations

import sys

from kooperacje.cli import main

if __name__ == "__main__":
    sys.exit(main())

"""Run the command line with ``python -m plaatsing``."""

from plaatsing.cli import main

if __name__ == "__main__":
    main(prog_name="plaatsing")

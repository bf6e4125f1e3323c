import sys

# jsonschema, which notebooks are read with, compiles a grammar of web addresses on import where
# it finds this package: a second at the start of every process, for a check that is never made.
sys.modules.setdefault("rfc3987_syntax", None)

from autograder.cli.main import main  # noqa: E402

if __name__ == "__main__":
    main(prog_name="python -m autograder")

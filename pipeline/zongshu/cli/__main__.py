"""`python -m zongshu.cli` does what `zongshu` does."""

from zongshu.cli.main import main

if __name__ == "__main__":
    main(prog_name="zongshu")

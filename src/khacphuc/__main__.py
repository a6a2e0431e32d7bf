"""``python -m khacphuc`` is the command ``khacphuc``."""

from khacphuc.cli import main

if __name__ == "__main__":
    main()

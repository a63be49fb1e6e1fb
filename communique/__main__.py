"""`python -m communique`."""

from communique.show.cli.main import main

if __name__ == "__main__":
    main()

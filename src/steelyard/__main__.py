"""`python -m steelyard`, for machines where scripts are not on the path."""

from steelyard.cli import main

if __name__ == "__main__":
    main()

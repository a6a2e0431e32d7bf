"""Where the files of a project live, and the one way they are opened."""

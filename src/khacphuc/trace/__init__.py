"""One code followed from where it is cited to where it was printed."""

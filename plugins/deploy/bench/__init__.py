"""`inv bench`: the reference corpus built by us, by stock Pelican and by Hugo, in turn in the same run."""

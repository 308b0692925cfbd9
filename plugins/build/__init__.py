"""From planned pages to the files of the output folder."""

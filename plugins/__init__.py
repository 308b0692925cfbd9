"""How the site is built.

A file directly in this folder speaks to Pelican or is one feature: which pages it adds to the site,
with which view. A folder in it is plain Python and never imports Pelican:

    model/      what things are: stories, announcements, languages, fields, problems; standard library only
    sources/    files to model: front matter, Markdown bodies, pictures, registries
    build/      what is written to disk: claims on addresses, the owned files, the manifest
    outputs/    model to bytes: pages through the theme, feeds, sitemaps
    editing/    for people who write: scaffolding, samples, a corpus to measure with
    deploy/     for people who look: the local server

`site.py` is the run on one screen; docs/architecture.md says why it is so.
"""

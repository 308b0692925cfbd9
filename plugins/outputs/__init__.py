"""Model to bytes: pages, feeds, sitemaps. Pure: same view, same bytes."""

"""Sources that are subscribed to: feeds and news sitemaps, and what becomes of their items."""

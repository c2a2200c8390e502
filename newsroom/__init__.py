"""The site: settings, addresses, error pages."""

"""The peer of `bench.reading`: a story of the same size as a page of a Wagtail site, which is an environment's of its own."""

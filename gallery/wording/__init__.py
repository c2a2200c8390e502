"""Words under photos: made clean, compared, taken apart. Pure."""

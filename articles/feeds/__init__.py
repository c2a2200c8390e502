"""The paper for feed readers: RSS, Atom and JSON Feed of everything and of parts, whole stories with every photo once in its place."""

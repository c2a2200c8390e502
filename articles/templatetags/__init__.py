"""What the templates of stories can say."""

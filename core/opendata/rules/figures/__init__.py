"""Published figures of a region in the forms that other people's programs read; pure, from printed cells."""

"""What a form holds, what a reading may be, when the next assessment is due: values in, values out."""

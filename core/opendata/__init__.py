"""The basket in the open: Open Referral HSDS 3.0 read by anybody, and imports read before they are written."""

"""`majordomo bench`: speed, beside a floor that is measured in the same run."""

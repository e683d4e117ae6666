"""Files of questions or claims → figures with intervals, reports, and what differs between two runs."""

"""Plans from spreadsheets: read, laid along the programme, written on the lessons of a class."""

"""The file format of the federal work programmes (ФРП): reading, checking, nothing else."""

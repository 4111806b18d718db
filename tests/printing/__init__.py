"""Letters at a printer: the run and its memory, the commands of CUPS, a real queue on loopback."""

"""Memory of this process, with nothing imported
that a program under measurement would not import.
"""

import sys
from pathlib import Path


def memory_now() -> float:
    """Memory of this process in MB; 0 where the system does not tell."""
    return _status("VmRSS")


def memory_peak() -> float:
    """The most memory that this process ever had, in MB."""
    found = _status("VmHWM")  # of this program alone; ru_maxrss remembers who started it
    if not found:
        try:
            import resource
        except ImportError:
            return 0.0
        found = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
            1024 * 1024 if sys.platform == "darwin" else 1024
        )
    return found


def _status(name: str) -> float:
    try:
        lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name + ":")), 0.0)
